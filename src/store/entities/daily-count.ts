import { EntitySchema } from 'typeorm';

/** What statistics keep of what was erased: how often something happened on a day. Nothing of whom it happened to. */
export interface DailyCount {
  /** `YYYY-MM-DD` in the organisation's zone. */
  day: string;
  /** `person`, `message/line/in`, `letter` … */
  what: string;
  n: number;
}

export const dailyCountSchema = () =>
  new EntitySchema<DailyCount>({
    name: 'daily_count',
    withoutRowid: true,
    columns: {
      day: { type: 'varchar', length: 10, primary: true },
      what: { type: 'varchar', length: 32, primary: true },
      n: { type: 'integer' },
    },
  });
