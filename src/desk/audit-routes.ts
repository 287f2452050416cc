import type { AuditPage } from './api';
import { type DeskParts, keepers } from './desk-parts';
import { type DeskRoute, queryNumber, route } from './desk-route';
import { namesOf } from './talk-views';

const PAGE = 100;

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
}

/** Who did what. It is only ever read here: rows are added by what they tell of, and nothing changes them. */
export function auditRoutes({ store, colleagues }: DeskParts): readonly DeskRoute[] {
  return [
    route('GET', '/audit', keepers, null, async ({ request, response }) => {
      const before = queryNumber(request, 'before') ?? Number.MAX_SAFE_INTEGER;
      const page = await store.read(async (tx): Promise<AuditPage> => {
        const names = namesOf(await colleagues(tx));
        const rows = await tx.all<AuditRow>(
          `SELECT id, at, actor, action, subject FROM audit WHERE id < $1 ORDER BY id DESC LIMIT ${PAGE + 1}`,
          before,
        );
        const entries = rows
          .slice(0, PAGE)
          .map(({ actor, ...rest }) => ({ ...rest, actor: names.get(actor)?.name ?? actor }));
        return { entries, more: rows.length > PAGE };
      });
      response.json(page);
    }),
  ];
}
