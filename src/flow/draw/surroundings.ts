import type { Language } from '../message';
import type { FlowSources } from '../read-flow-files';
import type { UtteranceWords } from '../schema';
import { captions } from './captions';

/** How people come to a flow, each way in a few words. */
export interface WaysInto {
  /** What happens to them, and what is found in what they write. */
  readonly happened: readonly string[];
  /** What they say. */
  readonly said: readonly string[];
  /** The flows that lead there. */
  readonly flows: readonly string[];
}

export function waysInto(sources: FlowSources, flow: string, language: Language): WaysInto {
  const { moves, events, danger } = sources.moves.content;
  const { labels, phrases } = sources.words[language].moves.content;
  const { events: eventCaptions, danger: dangerCaption } = captions[language];
  const leadsHere = (written: object): boolean =>
    Object.entries(written).some(([key, name]) => ['go', 'enter', 'again'].includes(key) && name === flow);
  const inDanger = Object.values(danger).some((written) => typeof written === 'object' && leadsHere(written));
  return {
    happened: [
      ...Object.entries(events).flatMap(([name, written]) =>
        leadsHere(written) ? [eventCaptions[name] ?? name] : [],
      ),
      ...(inDanger ? [dangerCaption] : []),
    ],
    said: Object.entries(moves)
      .filter(([, written]) => leadsHere(written))
      .flatMap(([name]) => labels[name] ?? phrases[name]?.[0] ?? [])
      .map((words) => (language === 'en' ? `“${words}”` : `「${words}」`)),
    flows: [...sources.flows].flatMap(([name, { content }]) =>
      name !== flow && Object.values(content.steps).some(leadsHere) ? [name] : [],
    ),
  };
}

/** The first words of a flow, as far as they are certain without knowing the person; null when they are not. */
export function openingWords(sources: FlowSources, flow: string, language: Language): string | null {
  const definition = sources.flows.get(flow)?.content;
  const words = sources.words[language].flows.get(flow)?.content ?? {};
  const seen = new Set<string>();
  for (let name = definition?.start; name !== undefined && !seen.has(name); ) {
    seen.add(name);
    const step = definition?.steps[name];
    const [key] = step?.say ?? [];
    if (key !== undefined) return plainWords(words[key] as UtteranceWords | undefined);
    name = step?.then ?? (step?.outcomes === undefined ? undefined : onlyOne(Object.values(step.outcomes)));
  }
  return null;
}

function onlyOne(steps: readonly string[]): string | undefined {
  return new Set(steps).size === 1 ? steps[0] : undefined;
}

function plainWords(words: UtteranceWords | undefined): string | null {
  if (words === undefined) return null;
  if (typeof words === 'string') return words;
  return Array.isArray(words) ? (words[0] ?? null) : words.title;
}
