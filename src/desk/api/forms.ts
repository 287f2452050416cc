import { z } from 'zod';

/** What the page makes up itself, so that doing it twice is doing it once. */
export const uuid = z.uuid().transform((id) => id.toLowerCase());
/** Milliseconds since the epoch. */
export const moment = z.int().min(0);

/**
 * What needs no more than being said: an empty body, 204. `POST talks/:id/{typing,give-back,close,watch,unwatch}`,
 * `POST alarms/:id/acknowledge`.
 */
export const emptySchema = z.strictObject({});
