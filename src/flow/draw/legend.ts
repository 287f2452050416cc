import type { Language } from '../message';
import type { FlowSources } from '../read-flow-files';
import { promisedMoves } from '../schema';
import { captions } from './captions';
import type { Legend } from './picture';

/** The promised moves, with the words on their buttons or, where they have none, the first that mean them. */
export function legendOf(sources: FlowSources, language: Language): Legend {
  const { moves } = sources.moves.content;
  const { labels, phrases } = sources.words[language].moves.content;
  const { atEveryPoint, bySayingSo } = captions[language];
  const named = (offered: boolean): readonly string[] =>
    promisedMoves
      .filter((name) => moves[name] !== undefined && (moves[name].offer !== undefined) === offered)
      .flatMap((name) => labels[name] ?? phrases[name]?.[0] ?? []);
  return { title: atEveryPoint, buttons: named(true), spokenTitle: bySayingSo, spoken: named(false) };
}
