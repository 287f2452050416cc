import { FirstDoor1795132800000 } from './1795132800000-first-door';

/** Every migration, oldest first. One that has been released is never edited; a later one changes it. */
export const migrations = [FirstDoor1795132800000];
