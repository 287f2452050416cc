import type { Catalogue } from './catalogue';
import { staleFacts } from './stale-facts';

/** What people in danger are told, and nobody has looked at for half a year, by the name that people read. */
export interface StaleCrisisFact {
  /** In Japanese; a page by its address. */
  readonly name: string;
  /** As it is written. */
  readonly verifiedAt: string;
  /** Whole days since somebody last looked. */
  readonly days: number;
}

/** @param now milliseconds since the epoch */
export function staleCrisisFacts({ crisis }: Catalogue, now: number): readonly StaleCrisisFact[] {
  const lines = Object.entries(crisis.lines).map(([id, { name }]) => [`lines.${id}`, name.ja] as const);
  // Pages have no name of their own: people see what is written about them, and staff know them by their address.
  const pages = Object.entries(crisis.pages).map(([id, { url }]) => [`pages.${id}`, url] as const);
  const names = new Map<string, string>([...lines, ...pages]);
  return staleFacts({ crisis }, now).map(({ place, verifiedAt, days }) => ({
    name: names.get(place) ?? place,
    verifiedAt,
    days,
  }));
}
