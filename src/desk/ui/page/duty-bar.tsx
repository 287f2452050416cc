import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Duty, Queue, SetDuty } from '../../api';
import { useDesk } from './desk-context';
import { useAct } from './use-act';

/** Whether one takes people now, and how many at once. */
export function DutyBar({ duty }: { readonly duty: Duty }) {
  const { api, words } = useDesk();
  const client = useQueryClient();
  const set = useAct({
    run: (body: SetDuty) => api.setDuty(body),
    changes: [['queue']],
    after: (now) => client.setQueryData<Queue>(['queue'], (queue) => queue && { ...queue, duty: now }),
  });
  const { on, onBreak, cap, held } = duty;
  const state = !on ? words.duty.off : onBreak ? words.duty.onBreak : words.duty.on;
  return (
    <section className="duty" aria-label={words.duty.label}>
      <p className="duty-state">
        <span className={on && !onBreak ? 'lamp is-on' : 'lamp'} aria-hidden="true" />
        <strong>{state}</strong>
        {on && <span className="soft">{words.duty.held(held, cap)}</span>}
      </p>
      <div className="duty-ways">
        <NativeSelect
          aria-label={words.duty.cap}
          size="sm"
          value={String(cap)}
          onChange={(event) => set.mutate({ on, onBreak, cap: Number(event.currentTarget.value) })}
          data={Array.from({ length: Math.max(10, cap) }, (_, index) => ({
            value: String(index + 1),
            label: `${words.duty.cap}: ${index + 1}`,
          }))}
        />
        {on && (
          <Button
            variant="default"
            loading={set.isPending}
            onClick={() => set.mutate({ on: true, onBreak: !onBreak })}
          >
            {onBreak ? words.duty.endBreak : words.duty.takeBreak}
          </Button>
        )}
        <Button
          variant={on ? 'default' : 'filled'}
          loading={set.isPending}
          onClick={() => set.mutate({ on: !on, onBreak: false })}
        >
          {on ? words.duty.goOff : words.duty.goOn}
        </Button>
      </div>
    </section>
  );
}
