import type { Catalogue, Municipality } from './catalogue';

const earthRadiusKm = 6371;

/** The municipalities of the catalogue by their ids, and how far apart they are. */
export interface PlaceRegister {
  /** Null for what is not in the catalogue (any more), and for null. */
  find(id: string | null): Municipality | null;
  /** Kilometres between two town halls, to about one; infinite when a position is not known. */
  distanceKm(from: Municipality, to: Municipality): number;
}

export function placeRegister({ municipalities }: Catalogue['municipalities']): PlaceRegister {
  const byId = new Map(municipalities.map((municipality) => [municipality.id, municipality]));
  return {
    find: (id) => (id === null ? null : (byId.get(id) ?? null)),
    distanceKm: (from, to) =>
      from.position && to.position ? kilometres(from.position, to.position) : Number.POSITIVE_INFINITY,
  };
}

/** On a flat map, which is true enough for one prefecture. */
function kilometres(
  [fromLatitude, fromLongitude]: readonly [number, number],
  [toLatitude, toLongitude]: readonly [number, number],
): number {
  const radians = Math.PI / 180;
  const north = (toLatitude - fromLatitude) * radians;
  const middle = ((fromLatitude + toLatitude) / 2) * radians;
  const east = (toLongitude - fromLongitude) * radians * Math.cos(middle);
  return earthRadiusKm * Math.hypot(north, east);
}
