import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Entry, Talk } from '../../api';
import { beginsDay } from '../model/days';
import type { TalkLog } from '../model/talk-log';
import { useDesk } from './desk-context';
import { EntryView } from './entry-view';
import { Loaded } from './loaded';
import { OutgoingList } from './outgoing-list';
import { useTalkLog } from './use-talk-log';

/** Pixels from the end within which one still reads along. */
const NEAR_END = 80;

/** Everything that was said, oldest first, with a line where a day begins. Stays at the end while one reads along. */
export function TalkLogView(props: {
  readonly talk: Talk;
  /** Quotes an entry; null where one cannot write. */
  readonly quote: ((entry: Entry) => void) | null;
  /** Puts what could not be sent back to where one writes. */
  readonly rewrite: (text: string) => void;
}) {
  const { log, showOlder, isShowingOlder } = useTalkLog(props.talk.id);
  return (
    <Loaded query={log}>
      {(known) => <LogView {...props} log={known} showOlder={showOlder} isShowingOlder={isShowingOlder} />}
    </Loaded>
  );
}

function LogView(props: {
  readonly talk: Talk;
  readonly quote: ((entry: Entry) => void) | null;
  readonly rewrite: (text: string) => void;
  readonly log: TalkLog;
  readonly showOlder: () => void;
  readonly isShowingOlder: boolean;
}) {
  const { words, when } = useDesk();
  const { talk, log, quote } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const beforeOlder = useRef<number | null>(null);
  const [hasNews, setNews] = useState(false);
  const first = log.entries[0]?.id;
  const last = log.entries.at(-1)?.id;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || last === undefined) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else setNews(true);
  }, [last]);

  useLayoutEffect(() => {
    // What is put in above must not move what one reads.
    const element = scroller.current;
    if (element !== null && first !== undefined && beforeOlder.current !== null)
      element.scrollTop += element.scrollHeight - beforeOlder.current;
    beforeOlder.current = null;
  }, [first]);

  useLayoutEffect(() => {
    // Where one writes grows and takes room from here: whoever reads along stays at the end.
    const element = scroller.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  const toEnd = () => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  const name = words.common.sheHe(talk.nickname);
  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log"
        role="log"
        aria-label={words.talk.log(name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
          if (atEnd.current) setNews(false);
        }}
      >
        {log.more && (
          <div className="older">
            <Button
              variant="default"
              size="xs"
              loading={props.isShowingOlder}
              onClick={() => {
                beforeOlder.current = scroller.current?.scrollHeight ?? null;
                props.showOlder();
              }}
            >
              {words.talk.older}
            </Button>
          </div>
        )}
        {log.entries.length === 0 && <p className="soft log-empty">{words.talk.empty}</p>}
        <ol className="entries">
          {log.entries.map((entry, index) => {
            const previous = log.entries[index - 1];
            const isDay = beginsDay(entry, previous);
            return (
              <li key={entry.id} className="entry-place">
                {isDay && (
                  <p className="day-line">
                    <span>{when.day(entry.at)}</span>
                  </p>
                )}
                <EntryView
                  entry={entry}
                  talk={talk}
                  startsGroup={isDay || !isSameVoice(entry, previous)}
                  quoted={
                    entry.quotes === null ? null : (log.entries.find(({ id }) => id === entry.quotes) ?? null)
                  }
                  quote={quote}
                />
              </li>
            );
          })}
        </ol>
        <OutgoingList talk={talk} entries={log.entries} rewrite={props.rewrite} />
      </div>
      {hasNews && (
        <button type="button" className="to-newest" onClick={toEnd}>
          <IconArrowDown size={16} aria-hidden />
          {words.talk.newer}
        </button>
      )}
    </div>
  );
}

function isSameVoice(entry: Entry, previous: Entry | undefined): boolean {
  return (
    previous?.from === entry.from && previous.by?.id === entry.by?.id && previous.channel === entry.channel
  );
}
