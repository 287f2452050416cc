import { PersonDirectory } from '../../src/people';
import type { Dialect } from '../../src/store';
import { StoreRig } from '../support/store-rig';

/** A store of its own with people in it. Every test begins on empty tables, at the same time. */
export class PeopleRig extends StoreRig {
  readonly people = new PersonDirectory(this.vault);

  /** A rig for the tests of the describe block it is called in. */
  static use(dialect: Dialect): PeopleRig {
    const rig = new PeopleRig('2026-11-21T21:00:00+09:00');
    rig.openFor(dialect, ['person', 'resume_pace']);
    return rig;
  }

  /** Somebody on the web. */
  async person(): Promise<string> {
    return (await this.store.write((tx) => this.people.createUnknown(tx, 'web', this.now))).id;
  }
}
