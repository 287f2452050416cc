import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RecordSheet, RecordSubject } from '../../api';
import { asProblem } from '../model/problem';
import type { RecordPlace } from '../model/record-place';
import { type SheetPart, withKept } from '../model/record-sheet';
import { type Keeping, SheetKeeper } from '../model/sheet-keeper';
import { browserTimers } from '../model/timers';
import { useDesk, useMe } from './desk-context';

/** One subject's fields and facts, kept while they are written. */
export interface Sheet {
  readonly keeping: Keeping;
  /** What was written and is not known to be kept; undefined: what the server says holds. */
  pending(part: SheetPart, name: string): string | undefined;
  isRefused(part: SheetPart, name: string): boolean;
  /** @param isWhole a choice rather than a word half written */
  write(part: SheetPart, name: string, value: string, isWhole?: boolean): void;
  /** A field is left. */
  leave(): void;
}

/** @param place has to stay the same, as has the subject */
export function useSheet(place: RecordPlace, subject: RecordSubject): Sheet {
  const { api } = useDesk();
  const me = useMe();
  const client = useQueryClient();
  const [, renew] = useState(0);
  const [keeper] = useState(
    () =>
      new SheetKeeper<string>({
        timers: browserTimers,
        isPassing: (thrown) => asProblem(thrown).isPassing,
        changed: () => renew((count) => count + 1),
        async keep(key, value) {
          const part: SheetPart = key.startsWith('fields/') ? 'fields' : 'facts';
          const name = key.slice(part.length + 1);
          await api.putInRecord(place, subject, part, name, value.trim() === '' ? null : value);
          const queryKey = ['record', place.kind, place.id];
          // An older answer that is still under way is not to take back what was just kept.
          await client.cancelQueries({ queryKey });
          client.setQueryData<RecordSheet>(
            queryKey,
            (sheet) =>
              sheet &&
              withKept(
                sheet,
                subject,
                { part, name, value },
                { by: { id: me.id, name: me.name }, at: Date.now() },
              ),
          );
        },
      }),
  );
  useEffect(() => {
    const flush = () => keeper.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [keeper]);
  return {
    keeping: keeper.keeping,
    pending: (part, name) => keeper.pending(`${part}/${name}`),
    isRefused: (part, name) => keeper.isRefused(`${part}/${name}`),
    write: (part, name, value, isWhole) => keeper.write(`${part}/${name}`, value, isWhole),
    leave: () => keeper.flush(),
  };
}
