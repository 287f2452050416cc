import { calendarDay } from '../calendar';
import { MadobeError } from '../errors';
import { type Paper, paperCsv, paperPdf } from '../records';
import { talkers } from './desk-parts';
import { type DeskRoute, pathPart, route } from './desk-route';
import { staffOf } from './guard';
import { paperColumns, recordPaper } from './record-paper';
import { RecordPlaces, recordPaths } from './record-places';
import { subjectOf } from './record-routes';
import { referralView, subjectView } from './record-views';
import type { TalkRouteParts } from './talk-routes';
import { namesOf } from './talk-views';

const kinds = {
  csv: { type: 'text/csv; charset=utf-8' },
  pdf: { type: 'application/pdf' },
} as const;

/** Taking one subject's record out, as a table or as a sheet to print. Each time is noted in the audit log. */
export function recordExports(parts: TalkRouteParts): readonly DeskRoute[] {
  const { store, flows, records, referrals, recordTemplate: template, atDesk, audit, clock } = parts;
  const places = new RecordPlaces(parts);
  const { timeZone, organisation } = flows;
  const words = parts.paperWords;
  return recordPaths.flatMap((path) =>
    (['csv', 'pdf'] as const).map((kind) =>
      route('GET', `${path}/record/:subject/export.${kind}`, talkers, null, async ({ request, response }) => {
        const subject = subjectOf(request);
        const me = staffOf(response);
        const now = clock.now();
        const paper = await store.write(async (tx): Promise<Paper> => {
          const { person } = await places.read(tx, path, pathPart(request), response);
          const seen = await atDesk.one(tx, person.id);
          if (!seen) throw new MadobeError('not_found');
          const names = namesOf(await parts.colleagues(tx));
          const record = subjectView(subject, await records.of(tx, person, subject), {
            seen,
            template,
            names,
          });
          const asked = (await referrals.list(tx, person)).map((referral) => referralView(referral, names));
          await audit.note(tx, me.id, 'record.export', person.id, now);
          return recordPaper(
            { seen, record, referrals: asked, madeBy: me.name, now },
            { words, language: organisation.defaultLanguage, timeZone, title: template.title },
          );
        });
        const day = calendarDay(now, timeZone).replaceAll('-', '');
        response.set({
          'content-disposition': `attachment; filename="record-${subject}-${day}.${kind}"`,
          'cache-control': 'no-store',
        });
        const file = kind === 'csv' ? paperCsv(paper, paperColumns(words)) : await paperPdf(paper);
        response.type(kinds[kind].type).send(file);
      }),
    ),
  );
}
