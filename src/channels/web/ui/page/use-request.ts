import { useCallback, useState } from 'preact/hooks';
import { Problem, type ProblemCode } from '../model/api-client';

/** A request that a person asked for: whether it is under way, and why it was not fulfilled. */
export interface RequestState {
  readonly isBusy: boolean;
  readonly problem: ProblemCode | null;
  /** Runs it, unless it is running already. A {@link Problem} ends up in `problem`. */
  run(act: () => Promise<void>): Promise<void>;
}

export function useRequest(): RequestState {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemCode | null>(null);
  const run = useCallback(
    async (act: () => Promise<void>) => {
      if (isBusy) return;
      setBusy(true);
      setProblem(null);
      try {
        await act();
      } catch (fault) {
        setProblem(fault instanceof Problem ? fault.code : 'internal');
      } finally {
        setBusy(false);
      }
    },
    [isBusy],
  );
  return { isBusy, problem, run };
}
