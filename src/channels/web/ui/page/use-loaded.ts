import { useCallback, useEffect, useState } from 'preact/hooks';
import { Problem, type ProblemCode } from '../model/api-client';

/** Something that is fetched when a page opens. */
export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: Value }
  | { readonly kind: 'failed'; readonly code: ProblemCode; readonly again: () => void };

/** @param isReady whether it can be asked for already: most things need a session first */
export function useLoaded<Value>(isReady: boolean, load: () => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ kind: 'loading' });
  const fetchIt = useCallback(() => {
    setLoaded({ kind: 'loading' });
    load().then(
      (value) => setLoaded({ kind: 'here', value }),
      (fault: unknown) =>
        setLoaded({
          kind: 'failed',
          code: fault instanceof Problem ? fault.code : 'internal',
          again: fetchIt,
        }),
    );
  }, []);
  useEffect(() => {
    if (isReady) fetchIt();
  }, [isReady, fetchIt]);
  return loaded;
}
