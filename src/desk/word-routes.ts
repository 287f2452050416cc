import { checkWordingSchema, type Snippets, snippetsSchema, type WordingMarks } from './api';
import { type DeskParts, keepers, talkers } from './desk-parts';
import { type DeskRoute, route } from './desk-route';
import { staffOf } from './guard';
import { Malformed } from './malformed';
import { SnippetShelf } from './snippets';

/** The wording helper, and prepared phrases. */
export function wordRoutes(parts: DeskParts): readonly DeskRoute[] {
  const { store, wording, audit, clock, flows } = parts;
  const shelf = new SnippetShelf(parts.shippedSnippets);
  return [
    route('POST', '/wording', talkers, checkWordingSchema, async ({ body, response }) => {
      const findings = (await wording(body.text)).map(
        ({ category, name, start, end, reason, suggestion, instead, by }) => ({
          category,
          name,
          start,
          end,
          reason,
          suggestion,
          instead,
          by,
        }),
      );
      response.json({ findings } satisfies WordingMarks);
    }),

    route('GET', '/snippets', [...talkers, 'administrator'], null, async ({ response }) => {
      const snippets = await store.read((tx) => shelf.all(tx));
      response.json({ snippets, organisation: flows.organisation.name.ja } satisfies Snippets);
    }),

    route('PUT', '/snippets', keepers, snippetsSchema, async ({ body, response }) => {
      const ids = body.snippets.map(({ id }) => id);
      if (new Set(ids).size < ids.length) throw new Malformed('snippets');
      await store.write(async (tx) => {
        await shelf.replace(tx, body.snippets);
        await audit.note(tx, staffOf(response).id, 'snippets.change', null, clock.now());
      });
      response.status(204).end();
    }),
  ];
}
