import { Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconClock,
  IconDots,
  IconEye,
  IconEyeOff,
  IconHeartHandshake,
  IconUserShare,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Talk } from '../../api';
import { tomorrowMorning } from '../model/days';
import { AskFirst } from './ask-first';
import { useDesk, useMe } from './desk-context';
import { HandOverDialog } from './hand-over-dialog';
import { LinkTo } from './link-to';
import { PersonLine } from './person-line';
import { RiskBadge } from './risk-badge';
import { useAct } from './use-act';

const HOUR_MS = 60 * 60_000;

type Asking = 'hand-over' | 'give-back' | 'close' | null;

/** Whom one talks with, and what can be done with the talk. */
export function TalkHead({ talk }: { readonly talk: Talk }) {
  const { api, words, place } = useDesk();
  const me = useMe();
  const [asking, setAsking] = useState<Asking>(null);
  const changes = [['queue'], ['talk', talk.id], ['log', talk.id]];
  const leave = () => place.go({ page: 'queue' });
  const giveBack = useAct({
    run: () => api.giveBack(talk.id),
    changes,
    said: words.talk.givenBack,
    after: leave,
  });
  const close = useAct({ run: () => api.close(talk.id), changes, said: words.talk.closed, after: leave });
  const snooze = useAct({
    run: (until: number | null) => api.snooze(talk.id, until),
    changes,
    after: (_, until) => until !== null && leave(),
  });
  const watch = useAct({
    run: () => (talk.watching ? api.unwatch(talk.id) : api.watch(talk.id)),
    changes,
    after: () => talk.watching && me.role !== 'supervisor' && leave(),
  });
  const done = () => setAsking(null);

  return (
    <div className="talk-head">
      <LinkTo to={{ page: 'queue' }} className="back-small">
        <IconArrowLeft size={20} aria-hidden />
        <span className="heard-only">{words.talk.back}</span>
      </LinkTo>
      <h1 id="talk-title" className="person" tabIndex={-1}>
        <PersonLine person={talk} />
      </h1>
      <RiskBadge risk={talk.risk} />
      <div className="talk-ways">
        {talk.isMine && (
          <>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconUserShare size={16} aria-hidden />}
              onClick={() => setAsking('hand-over')}
            >
              {words.talk.handOver}
            </Button>
            <Menu position="bottom-end" width={260}>
              <Menu.Target>
                <Button
                  variant="default"
                  size="sm"
                  aria-label={words.talk.more}
                  loading={snooze.isPending || close.isPending || giveBack.isPending}
                >
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconHeartHandshake size={18} aria-hidden />}
                  onClick={() => setAsking('close')}
                >
                  {words.talk.close}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconArrowBackUp size={18} aria-hidden />}
                  onClick={() => setAsking('give-back')}
                >
                  {words.talk.giveBack}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Label>{words.talk.snoozeTitle}</Menu.Label>
                {talk.snoozedUntil !== null && (
                  <Menu.Item onClick={() => snooze.mutate(null)}>{words.talk.resume}</Menu.Item>
                )}
                {(
                  [
                    [words.talk.hour, () => Date.now() + HOUR_MS],
                    [words.talk.threeHours, () => Date.now() + 3 * HOUR_MS],
                    [words.talk.tomorrow, () => tomorrowMorning(Date.now())],
                  ] as const
                ).map(([label, until]) => (
                  <Menu.Item
                    key={label}
                    leftSection={<IconClock size={18} aria-hidden />}
                    onClick={() => snooze.mutate(until())}
                  >
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        {!talk.isMine && talk.state === 'with' && (
          <Button
            variant="default"
            size="sm"
            leftSection={
              talk.watching ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />
            }
            onClick={() => watch.mutate()}
            loading={watch.isPending}
          >
            {talk.watching ? words.talk.unwatch : words.talk.watch}
          </Button>
        )}
      </div>
      <HandOverDialog talk={talk} isOpen={asking === 'hand-over'} close={done} handedOver={leave} />
      <AskFirst
        isOpen={asking === 'close'}
        title={words.talk.closeAsk}
        text={words.talk.closeText}
        go={words.talk.close}
        close={done}
        act={() => close.mutate()}
      />
      <AskFirst
        isOpen={asking === 'give-back'}
        title={words.talk.giveBackAsk}
        text={words.talk.giveBackText}
        go={words.talk.giveBack}
        close={done}
        act={() => giveBack.mutate()}
      />
    </div>
  );
}
