import { EntitySchema } from 'typeorm';

/** A group or room that has been told, once, that Madobe talks only one to one. Nothing else of it is kept. */
export interface ToldPlace {
  /** Keyed hash of the channel's id of the place. */
  placeIndex: string;
  /** Milliseconds since the epoch. */
  toldAt: number;
}

export const toldPlaceSchema = () =>
  new EntitySchema<ToldPlace>({
    name: 'told_place',
    withoutRowid: true,
    columns: {
      placeIndex: { name: 'place_index', type: 'varchar', length: 64, primary: true },
      toldAt: { name: 'told_at', type: 'bigint' },
    },
  });
