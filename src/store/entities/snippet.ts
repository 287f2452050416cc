import { EntitySchema } from 'typeorm';

/** A prepared phrase of the organisation's. About nobody. */
export interface StoredSnippet {
  /** UUID. */
  id: string;
  /** Its place in the organisation's order. */
  position: number;
  name: string;
  text: string;
}

export const snippetSchema = () =>
  new EntitySchema<StoredSnippet>({
    name: 'snippet',
    withoutRowid: true,
    columns: {
      id: { type: 'varchar', length: 36, primary: true },
      position: { type: 'integer' },
      name: { type: 'varchar', length: 60 },
      text: { type: 'text' },
    },
  });
