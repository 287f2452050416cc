import { isIntent } from '../understanding';
import { dangerOpenings } from './danger';
import type { DangerFlow, FlowSet, Move } from './flow-set';
import type { MovesDefinition } from './schema';

/** Prepares what answers meaning and danger. Names that lead nowhere are left out: the checker tells of them. */
export function compileMeanings(
  { intents, danger, withCounsellor }: Pick<MovesDefinition, 'intents' | 'danger' | 'withCounsellor'>,
  moves: ReadonlyMap<string, Move>,
): Pick<FlowSet, 'intents' | 'dangers' | 'withCounsellor'> {
  const openings = dangerOpenings.map((opening): [string, DangerFlow] => {
    const { enter, again } = danger[opening];
    return [opening, { flow: enter, again: again ?? null }];
  });
  return {
    intents: new Map(
      Object.entries(intents).flatMap(([intent, name]) => {
        const move = moves.get(name);
        return move !== undefined && isIntent(intent) ? [[intent, move]] : [];
      }),
    ),
    withCounsellor: new Set(withCounsellor),
    dangers: {
      quietMs: danger.quietMinutes * 60_000,
      offer: danger.offer.flatMap((name) => moves.get(name) ?? []),
      openings: Object.fromEntries(openings) as FlowSet['dangers']['openings'],
    },
  };
}
