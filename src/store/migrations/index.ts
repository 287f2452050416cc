import { FirstDoor1795132800000 } from './1795132800000-first-door';
import { WebRoom1795222800000 } from './1795222800000-web-room';
import { KeysApart1795226400000 } from './1795226400000-keys-apart';
import { Consents1795230000000 } from './1795230000000-consents';

/** Every migration, oldest first. One that has been released is never edited; a later one changes it. */
export const migrations = [
  FirstDoor1795132800000,
  WebRoom1795222800000,
  KeysApart1795226400000,
  Consents1795230000000,
];
