import { Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import type { Entry } from '../../api';
import { sayDay, startOfDay } from '../model/dates';
import { useApp } from './app-context';
import { Choices } from './choices';
import { EntryView, OutgoingView, Preparing } from './entry-view';
import { Hero } from './hero';
import { DownIcon } from './icons';
import { Say, sayPlain, Text } from './text';
import { useLogScroll } from './use-log-scroll';

/** Entries of one speaker within this time stand together under one time of day. */
const togetherMs = 3 * 60_000;

/** Everything that was said, and what is on its way. */
export function Log() {
  const { state, words, conversation } = useApp();
  const { entries, outgoing, more, loadingOlder, waiting } = state.value;
  const log = useRef<HTMLDivElement>(null);
  const isPreparing = waiting || outgoing.some((each) => each.state.kind === 'taken');
  const scroll = useLogScroll(log, entries, outgoing.length, isPreparing);
  const now = Date.now();
  const last = entries.at(-1);
  const choices = last?.what.kind === 'said' && outgoing.length === 0 ? last.what.choices : [];

  const loadOlder = () => {
    scroll.holdPlace();
    // Older entries are asked for again by the same button when this fails.
    void conversation.loadOlder().catch(() => undefined);
  };

  return (
    <div class="log-place">
      <div
        ref={log}
        class="log"
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        aria-label={sayPlain(words.value, 'chat.title')}
        aria-busy={loadingOlder}
        onScroll={scroll.onScroll}
      >
        <div class="log-inner">
          {more ? (
            <button type="button" class="older" disabled={loadingOlder} onClick={loadOlder}>
              <Say words={loadingOlder ? 'chat.older-loading' : 'chat.older'} />
            </button>
          ) : (
            <Hero />
          )}
          <ol class="entries">
            {entries.map((entry, index) => (
              <Fragment key={entry.id}>
                {isNewDay(entries[index - 1], entry) && (
                  <li class="day">
                    <Text>{sayDay(words.value, entry.at, now)}</Text>
                  </li>
                )}
                <EntryView
                  entry={entry}
                  startsGroup={!isTogether(entries[index - 1], entry)}
                  endsGroup={!isTogether(entry, entries[index + 1])}
                />
              </Fragment>
            ))}
            {outgoing.map((each) => (
              <OutgoingView key={each.id} outgoing={each} />
            ))}
            {isPreparing && <Preparing />}
          </ol>
          {choices.length > 0 && <Choices choices={choices} onChosen={() => log.current?.focus()} />}
        </div>
      </div>
      {scroll.hasNewBelow && (
        <button type="button" class="newest" onClick={scroll.toEnd}>
          <DownIcon />
          <span>
            <Say words="chat.newest" />
          </span>
        </button>
      )}
    </div>
  );
}

function isNewDay(before: Entry | undefined, entry: Entry): boolean {
  return before === undefined || startOfDay(before.at) !== startOfDay(entry.at);
}

function isTogether(entry: Entry | undefined, next: Entry | undefined): boolean {
  return (
    entry !== undefined &&
    next !== undefined &&
    next.from === entry.from &&
    next.channel === entry.channel &&
    next.at - entry.at < togetherMs &&
    !isNewDay(entry, next)
  );
}
