import { FirstDoor1795132800000 } from './1795132800000-first-door';
import { WebRoom1795222800000 } from './1795222800000-web-room';
import { KeysApart1795226400000 } from './1795226400000-keys-apart';
import { Consents1795230000000 } from './1795230000000-consents';
import { Booking1795233600000 } from './1795233600000-booking';
import { Reminders1795237200000 } from './1795237200000-reminders';
import { Staff1795240800000 } from './1795240800000-staff';
import { Talks1795244400000 } from './1795244400000-talks';
import { Desk1795248000000 } from './1795248000000-desk';
import { Records1795255200000 } from './1795255200000-records';
import { Organisation1795258800000 } from './1795258800000-organisation';

/** Every migration, oldest first. One that has been released is never edited; a later one changes it. */
export const migrations = [
  FirstDoor1795132800000,
  WebRoom1795222800000,
  KeysApart1795226400000,
  Consents1795230000000,
  Booking1795233600000,
  Reminders1795237200000,
  Staff1795240800000,
  Talks1795244400000,
  Desk1795248000000,
  Records1795255200000,
  Organisation1795258800000,
];
