import { EntitySchema } from 'typeorm';

/** A colleague who looks on at a talk in silence. */
export interface TalkWatcher {
  talkId: string;
  /** By their opaque name. */
  staff: string;
  /** Milliseconds since the epoch. */
  since: number;
}

export const talkWatcherSchema = () =>
  new EntitySchema<TalkWatcher>({
    name: 'talk_watcher',
    withoutRowid: true,
    columns: {
      talkId: { name: 'talk_id', type: 'varchar', length: 36, primary: true },
      staff: { type: 'varchar', length: 64, primary: true },
      since: { type: 'bigint' },
    },
    indices: [{ name: 'talk_watcher_staff', columns: ['staff'] }],
    foreignKeys: [
      { target: 'talk', columnNames: ['talk_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
