import { EntitySchema } from 'typeorm';

/** What an organisation sets at run time. It wins over its file. */
export interface StoredOrganisationSetting {
  name: string;
  /** JSON. */
  value: string;
  /** Milliseconds since the epoch. */
  setAt: number;
  /** Who of the staff, by their opaque name. */
  setBy: string;
}

export const organisationSettingSchema = () =>
  new EntitySchema<StoredOrganisationSetting>({
    name: 'organisation_setting',
    withoutRowid: true,
    columns: {
      name: { type: 'varchar', length: 32, primary: true },
      value: { type: 'text' },
      setAt: { name: 'set_at', type: 'bigint' },
      setBy: { name: 'set_by', type: 'varchar', length: 64 },
    },
  });
