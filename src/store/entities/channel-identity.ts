import { EntitySchema } from 'typeorm';
import { type Dialect, typesOf } from '../dialect';

/** How a person is reached on a channel. A person has at most one on each. */
export interface ChannelIdentity {
  /** `line`, `web`. */
  channel: string;
  /** Keyed hash of the channel's id for them: found by it, never read back from it. */
  addressIndex: string;
  personId: string;
  /** The channel's id, sealed with the person's key. */
  address: Buffer;
  /** False from `unfollow` until they come back: nothing is pushed meanwhile. */
  reachable: boolean;
}

export const channelIdentitySchema = (dialect: Dialect) =>
  new EntitySchema<ChannelIdentity>({
    name: 'channel_identity',
    withoutRowid: true,
    columns: {
      channel: { type: 'varchar', length: 16, primary: true },
      addressIndex: { name: 'address_index', type: 'varchar', length: 64, primary: true },
      personId: { name: 'person_id', type: 'varchar', length: 36 },
      address: { type: typesOf(dialect).bytes },
      reachable: { type: 'boolean' },
    },
    indices: [{ name: 'channel_identity_one', columns: ['personId', 'channel'], unique: true }],
    foreignKeys: [
      { target: 'person', columnNames: ['person_id'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
    ],
  });
