import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TalkSummary } from '../../api';
import { useDesk, useMe } from './desk-context';
import { useAct } from './use-act';

/** Gives a talk to a counsellor. For supervisors. */
export function AssignMenu({ talk }: { readonly talk: TalkSummary }) {
  const { api, words } = useDesk();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: api.colleagues, enabled: isOpen });
  const assign = useAct({
    run: (to: string) => api.assign(talk.id, to),
    changes: [['queue'], ['talk', talk.id]],
    said: words.queue.assigned,
  });
  const name = talk.nickname ?? words.common.nameless;
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          aria-label={words.queue.assignTo(name)}
          loading={assign.isPending}
        >
          {words.queue.assign}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => assign.mutate(me.id)}>{me.name}</Menu.Item>
        {colleagues.data?.colleagues.map(({ id, name: colleague, duty }) => (
          <Menu.Item
            key={id}
            rightSection={<span className="soft">{words.queue.teamLoad(duty.held, duty.cap)}</span>}
            onClick={() => assign.mutate(id)}
          >
            {colleague}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
