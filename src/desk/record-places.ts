import type { Response } from 'express';
import { MadobeError } from '../errors';
import type { Talk } from '../handoff';
import type { KnownPerson, LockedPerson } from '../people';
import type { Tx } from '../store';
import type { ChannelKind } from './api';
import type { DeskParts } from './desk-parts';
import { staffOf } from './guard';
import { channelOf, nameFrom } from './letter-name';
import { channelKind } from './people-at-desk';

/** Whose record a path means, and what who asks may do with it. */
export interface RecordPlace<Person extends KnownPerson = KnownPerson> {
  readonly person: Person;
  readonly channel: ChannelKind;
  /** The talk that the path names; null for a letter. */
  readonly talk: Talk | null;
  /** Not while one only watches. */
  readonly canWrite: boolean;
}

/** The two ways to a record: by a talk of the person, or by a letter they wrote. Never by an id of their own. */
export const recordPaths = ['/talks/:id', '/letters/:id'] as const;
export type RecordPath = (typeof recordPaths)[number];

/**
 * Finds whose record is meant. Who may read the talk or the letter may read it: of a talk who has it or had it last, who
 * watches, and supervisors.
 */
export class RecordPlaces {
  constructor(private readonly parts: Pick<DeskParts, 'talks' | 'people'>) {}

  /** For reading. Throws `not_found` or `desk_not_allowed`. */
  async read(tx: Tx, path: RecordPath, id: string, response: Response): Promise<RecordPlace> {
    const { personId, ...place } = await this.find(tx, path, id, response);
    const person = await this.parts.people.open(tx, personId);
    if (!person) throw new MadobeError('not_found');
    return { person, ...place };
  }

  /** For writing: the person is held. Throws `desk_not_yours` too. */
  async write(tx: Tx, path: RecordPath, id: string, response: Response): Promise<RecordPlace<LockedPerson>> {
    const { personId } = await this.find(tx, path, id, response);
    const person = await this.parts.people.lock(tx, personId);
    if (!person) throw new MadobeError('not_found');
    // Looked up again behind the lock: the talk may have been handed over while this waited.
    const { personId: _, ...place } = await this.find(tx, path, id, response);
    if (!place.canWrite) throw new MadobeError('desk_not_yours');
    return { person, ...place };
  }

  private async find(tx: Tx, path: RecordPath, id: string, response: Response) {
    if (path === '/letters/:id') {
      const name = nameFrom(id);
      const channel = await channelOf(tx, name);
      if (channel === null) throw new MadobeError('not_found');
      return { personId: name.personId, channel: channelKind(channel), talk: null, canWrite: true };
    }
    const { talks } = this.parts;
    const talk = await talks.find(tx, id);
    if (!talk) throw new MadobeError('not_found');
    const me = staffOf(response);
    const canWrite = me.role === 'supervisor' || talk.staff === me.id;
    const watches = talk.state !== 'over' && (await talks.watchers(tx, id)).includes(me.id);
    if (!canWrite && !watches) throw new MadobeError('desk_not_allowed');
    return { personId: talk.personId, channel: channelKind(talk.channel), talk, canWrite };
  }
}
