import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Alarm } from '../../api';
import { useDesk } from './desk-context';
import { PersonLine } from './person-line';
import { useAct } from './use-act';
import { useQueue } from './use-queue';

/** Alarms that nobody has seen yet: on top of every part, until somebody says so. */
export function AlarmBar() {
  const { words } = useDesk();
  const alarms = useQueue().data?.alarms ?? [];
  return (
    <section
      className="alarms"
      aria-label={words.alarms.title}
      aria-live="assertive"
      hidden={alarms.length === 0}
    >
      {alarms.map((alarm) => (
        <AlarmRow key={alarm.id} alarm={alarm} />
      ))}
    </section>
  );
}

function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const { api, words, when, place } = useDesk();
  const { talkId } = alarm;
  const acknowledge = useAct({ run: () => api.acknowledge(alarm.id), changes: [['queue']] });
  const label = Object.entries(words.labels).find(([name]) => name === alarm.label)?.[1] ?? words.labels.none;
  return (
    <div className={alarm.urgent ? 'alarm is-urgent' : 'alarm'}>
      <IconAlertTriangle size={26} aria-hidden />
      <div className="alarm-text">
        <p className="alarm-title">
          {alarm.urgent && <strong>{words.alarms.urgent} </strong>}
          {words.alarms.text(label)}
        </p>
        <p className="alarm-about">
          <PersonLine person={alarm} /> · {words.alarms.at(when.moment(alarm.at))}
          {alarm.escalatedAt !== null && ` · ${words.alarms.escalated}`}
          {talkId === null && ` · ${words.alarms.noTalk}`}
        </p>
      </div>
      <div className="alarm-ways">
        {talkId !== null && (
          <Button variant="default" onClick={() => place.go({ page: 'talk', id: talkId })}>
            {words.alarms.open}
          </Button>
        )}
        <Button color="red" onClick={() => acknowledge.mutate()} loading={acknowledge.isPending}>
          {words.alarms.acknowledge}
        </Button>
      </div>
    </div>
  );
}
