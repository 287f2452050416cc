import type { Request } from 'express';
import { DateTime } from 'luxon';
import { languages } from '../flow';
import type { Statistics } from './api';
import { type DeskParts, keepers } from './desk-parts';
import { type DeskRoute, route } from './desk-route';
import { staffOf } from './guard';
import { Malformed } from './malformed';
import { statisticsCsv } from './statistics-csv';
import { readFigures } from './statistics-figures';
import { statisticsOf } from './statistics-series';
import type { StatisticsTally } from './statistics-tally';

const MONTHS_AT_MOST = 36;

/** Numbers by month, and the same as a file. Counts under five stand in neither. */
export function statisticsRoutes(parts: DeskParts, tally: StatisticsTally): readonly DeskRoute[] {
  const { store, flows, audit, clock } = parts;
  const standpoints = Object.keys(flows.sources.facts?.content.facts.standpoint?.values ?? {});

  const read = async (months: readonly string[]): Promise<Statistics> => {
    // So that whoever wrote a moment ago is in it; what is left of a long time is counted by the beat.
    await tally.count(1);
    return store.read(async (tx) =>
      statisticsOf(await readFigures(tx, months, flows.timeZone), months, standpoints),
    );
  };

  return [
    route('GET', '/statistics', keepers, null, async ({ request, response }) => {
      response.json(await read(monthsOf(request)));
    }),

    route('GET', '/statistics.csv', keepers, null, async ({ request, response }) => {
      const months = monthsOf(request);
      const language = languages.find((each) => each === request.query.language) ?? 'ja';
      const csv = statisticsCsv(await read(months), parts.statisticsWords(language));
      await store.write((tx) => audit.note(tx, staffOf(response).id, 'statistics.export', null, clock.now()));
      response
        .attachment(`madobe-${months[0]}-${months.at(-1)}.csv`)
        .type('text/csv; charset=utf-8')
        .send(csv);
    }),
  ];
}

function monthsOf(request: Request): readonly string[] {
  const [from, to] = (['from', 'to'] as const).map((name) => {
    const value = request.query[name];
    if (typeof value !== 'string' || !/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(value)) throw new Malformed(name);
    return DateTime.fromISO(`${value}-01`, { zone: 'utc' });
  });
  const months: string[] = [];
  for (let month = from; month && to && month <= to; month = month.plus({ months: 1 })) {
    if (months.length === MONTHS_AT_MOST) throw new Malformed('to');
    months.push(month.toFormat('yyyy-MM'));
  }
  if (months.length === 0) throw new Malformed('to');
  return months;
}
