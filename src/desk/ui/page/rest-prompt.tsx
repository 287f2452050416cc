import { Button, Group } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Queue } from '../../api';
import { useDesk } from './desk-context';
import { useAct } from './use-act';

/** After a heavy talk: that one may stop for a while, or hand over. It suggests, and goes away for good when told so. */
export function RestPrompt({ queue }: { readonly queue: Queue }) {
  const { api, words } = useDesk();
  const client = useQueryClient();
  const seen = () => client.setQueryData<Queue>(['queue'], (now) => now && { ...now, rest: false });
  const goOn = useAct({ run: api.restSeen, changes: [['queue']], after: seen });
  const rest = useAct({
    run: async () => {
      await api.setDuty({ on: true, onBreak: true });
      await api.restSeen();
    },
    changes: [['queue']],
    said: words.rest.resting,
    after: seen,
  });
  if (!queue.rest) return null;
  const { on, onBreak } = queue.duty;
  return (
    <section className="rest" aria-labelledby="rest-title">
      <IconCoffee size={30} stroke={1.4} aria-hidden />
      <div className="rest-text">
        <h2 id="rest-title">{words.rest.title}</h2>
        <p>{words.rest.text}</p>
        {queue.mine.some(({ watching }) => !watching) && <p>{words.rest.others}</p>}
      </div>
      <Group gap="xs">
        {on && !onBreak && (
          <Button variant="default" onClick={() => rest.mutate()} loading={rest.isPending}>
            {words.rest.takeBreak}
          </Button>
        )}
        <Button variant="subtle" onClick={() => goOn.mutate()} loading={goOn.isPending}>
          {on && !onBreak ? words.rest.goOn : words.common.close}
        </Button>
      </Group>
    </section>
  );
}
