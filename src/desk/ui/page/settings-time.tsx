import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { limits } from '../../limits';
import { type Span, spanFault } from '../model/settings-form';
import { useDesk } from './desk-context';

/** A time of day. `24:00`, the end of a day, is midnight to the browser's field. */
export function TimeField(props: {
  readonly label: string;
  readonly value: string;
  readonly isEnd?: boolean;
  readonly isInvalid?: boolean;
  readonly change: (value: string) => void;
}) {
  const { label, value, isEnd = false, isInvalid = false, change } = props;
  return (
    <TextInput
      type="time"
      size="sm"
      aria-label={label}
      value={value === '24:00' ? '00:00' : value}
      error={isInvalid}
      onChange={({ currentTarget: { value: next } }) => change(isEnd && next === '00:00' ? '24:00' : next)}
    />
  );
}

/** The hours of one day: one stretch, or a few. */
export function SpansField(props: {
  /** What the hours are of, for those who listen. */
  readonly of: string;
  readonly spans: readonly Span[];
  readonly change: (spans: readonly Span[]) => void;
}) {
  const { words } = useDesk();
  const { of, spans, change } = props;
  const fault = spanFault(spans);
  const put = (at: number, part: Partial<Span>) =>
    change(spans.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <div className="setting-spans">
      {spans.map(({ from, to }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no name but its place
        <div key={at} className="setting-span">
          <TimeField
            label={`${of} ${words.settings.from}`}
            value={from}
            isInvalid={fault !== null}
            change={(next) => put(at, { from: next })}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            label={`${of} ${words.settings.to}`}
            value={to}
            isEnd
            isInvalid={fault !== null}
            change={(next) => put(at, { to: next })}
          />
          {spans.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${words.settings.removeSpan}（${of}）`}
              onClick={() => change(spans.filter((_, index) => index !== at))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {spans.length > 0 && spans.length < limits.spansOfDay && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={`${words.settings.addSpan}（${of}）`}
          onClick={() => change([...spans, { from: '', to: '' }])}
        >
          {words.settings.addSpan}
        </Button>
      )}
      {fault !== null && (
        <p className="setting-fault" role="alert">
          {words.settings.faults[fault]}
        </p>
      )}
    </div>
  );
}
