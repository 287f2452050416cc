import { Button, Group, Loader, Modal, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Talk } from '../../api';
import { limits } from '../../limits';
import { useDesk } from './desk-context';
import { Trouble } from './trouble';
import { useAct } from './use-act';

/** Hands a talk over to a colleague, with what they should know, so that nobody is asked twice. */
export function HandOverDialog(props: {
  readonly talk: Talk;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly handedOver: () => void;
}) {
  const { api, words } = useDesk();
  const { talk, isOpen } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const [summary, setSummary] = useState('');
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: api.colleagues, enabled: isOpen });
  // Those on duty first: the others would find it only later.
  const all = [...(colleagues.data?.colleagues ?? [])].sort(
    (a, b) => Number(b.duty.on) - Number(a.duty.on) || a.duty.held - b.duty.held,
  );
  const to = chosen ?? all[0]?.id ?? '';
  const handOver = useAct({
    run: () => api.handOver(talk.id, { to, summary }),
    changes: [['queue'], ['talk', talk.id]],
    said: words.talk.handedOver,
    isQuiet: true,
    after: () => {
      props.close();
      props.handedOver();
    },
  });
  return (
    <Modal
      opened={isOpen}
      onClose={props.close}
      title={words.talk.handOverTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {colleagues.isPending ? (
        <Loader />
      ) : all.length === 0 ? (
        <p className="dialog-text">{words.talk.handOverNobody}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            handOver.mutate();
          }}
        >
          <Stack>
            <NativeSelect
              label={words.talk.handOverTo}
              value={to}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={all.map(({ id, name, duty }) => ({
                value: id,
                label: `${name}（${duty.on ? (duty.onBreak ? words.duty.onBreak : words.duty.on) : words.duty.off}・${words.queue.teamLoad(duty.held, duty.cap)}）`,
              }))}
            />
            <Textarea
              label={words.talk.handOverSummary}
              description={words.talk.handOverHint}
              required
              withAsterisk={false}
              autosize
              minRows={4}
              maxRows={12}
              maxLength={limits.handOverSummary}
              value={summary}
              onChange={(event) => setSummary(event.currentTarget.value)}
            />
            <Trouble thrown={handOver.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={props.close}>
                {words.common.cancel}
              </Button>
              <Button type="submit" disabled={summary.trim() === ''} loading={handOver.isPending}>
                {words.talk.handOverGo}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
