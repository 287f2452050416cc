import type { LaidBox, LaidLabel } from './lay-out';
import type { Arrow } from './picture';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LaidArrow {
  readonly arrow: Arrow;
  /** Where it leaves, what it passes, where it arrives. */
  readonly points: readonly Point[];
  readonly labels: readonly LaidLabel[];
}

/** An arrow whose ends are still to be fastened. */
interface LooseArrow extends Omit<LaidArrow, 'points'> {
  readonly via: readonly Point[];
}

/**
 * Fastens arrows to their boxes: out of the lower edge and into the upper one, side by side in the order of where they
 * go, so that they cross neither each other nor the box. Arrows back up take the edges the other way round.
 */
export function joinArrows(arrows: readonly LooseArrow[], boxes: readonly LaidBox[]): readonly LaidArrow[] {
  const boxOf = new Map(boxes.map((laid) => [laid.box.id, laid]));
  const ends = arrows.flatMap(({ arrow, via }): readonly End[] => {
    const from = boxOf.get(arrow.from);
    const to = boxOf.get(arrow.to);
    if (from === undefined || to === undefined) return [];
    const isDown = middleOf(to).y > middleOf(from).y;
    return [
      { arrow, end: 'from', box: from, edge: isDown ? 'lower' : 'upper', towards: via[0] ?? middleOf(to) },
      { arrow, end: 'to', box: to, edge: isDown ? 'upper' : 'lower', towards: via.at(-1) ?? middleOf(from) },
    ];
  });
  const places = placeEnds(ends);
  return arrows.map(({ via, ...rest }) => {
    const { from, to } = places.get(rest.arrow) ?? {};
    const points = [...(from === undefined ? [] : [from]), ...via, ...(to === undefined ? [] : [to])];
    return { ...rest, points };
  });
}

interface End {
  readonly arrow: Arrow;
  readonly end: 'from' | 'to';
  readonly box: LaidBox;
  readonly edge: 'upper' | 'lower';
  /** The next point on the way. */
  readonly towards: Point;
}

function placeEnds(ends: readonly End[]): ReadonlyMap<Arrow, { from?: Point; to?: Point }> {
  const edges = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.box.box.id} ${end.edge}`;
    edges.set(key, [...(edges.get(key) ?? []), end]);
  }
  const places = new Map<Arrow, { from?: Point; to?: Point }>();
  for (const along of edges.values()) {
    const inOrder = [...along].sort((a, b) => a.towards.x - b.towards.x);
    for (const [index, { arrow, end, box, edge }] of inOrder.entries()) {
      // No further apart than they need to be, and clear of the round corners.
      const apart = Math.min(26, (box.width - 40) / inOrder.length);
      const x = middleOf(box).x + (index - (inOrder.length - 1) / 2) * apart;
      const y = edge === 'lower' ? box.y + box.height : box.y;
      places.set(arrow, { ...places.get(arrow), [end]: { x, y } });
    }
  }
  return places;
}

function middleOf({ x, y, width, height }: LaidBox): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
