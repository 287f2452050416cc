/*
 * The desk's HTTP API, as the server answers it and the page calls it. JSON below /api/desk, same origin, a cookie for
 * the session. Every POST, PUT and DELETE carries the header `x-madobe: 1`. The page imports types only from here.
 * Times are milliseconds since the epoch; ids are opaque. Nothing here ever holds a LINE id or a LINE name.
 */
export * from './accounts';
export * from './audit';
export * from './bookings';
export * from './delivery';
export * from './errors';
export * from './events';
export * from './facts';
export { emptySchema } from './forms';
export * from './letters';
export * from './organisation';
export * from './people';
export * from './queue';
export * from './records';
export * from './requests';
export * from './statistics';
export * from './talks';
export * from './words';
