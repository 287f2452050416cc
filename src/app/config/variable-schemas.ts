import { isIP } from 'node:net';
import { z } from 'zod';
import { roles as allRoles, type Role } from './config';

/*
 * What the text of a variable must look like, and what it becomes. A message completes the sentence that starts with
 * the variable's name, and never quotes the value: one rule for all of them, so that no secret can slip through.
 */

/** A text that a check accepts as it is. */
function text(accepts: (value: string) => boolean, problem: string) {
  return z.string().refine(accepts, problem);
}

function asUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Plain http carries tokens and words in the clear; only on this machine's own loopback does nobody listen in. */
function isProtectedUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && localHosts.has(url.hostname));
}

function hasOnlyAddress(url: URL): boolean {
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** A TCP port. 0 lets the system pick a free one. */
export const port = text(
  (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  'must be a whole number from 0 to 65535 (0 takes any free port)',
).transform(Number);

/** An IP address or a host name to listen on. */
export const host = text(
  (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
  'must be an IP address or a host name, without a scheme and without a port',
);

/** A folder, absolute or relative to where the process was started. Whether it exists is seen when it is used. */
export const directory = text((value) => !value.includes('\0'), 'must be the path of a folder');

export const databaseUrl = text((value) => {
  const url = asUrl(value);
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.hostname !== '';
}, 'must be a PostgreSQL address that starts with postgres:// or postgresql:// and names a host; leave it away for the built-in SQLite');

/** What a process does, with spaces or commas between the words. */
export const roles = text(
  (value) => listed(value).length > 0 && listed(value).every(isRole),
  `must be one or more of ${allRoles.join(', ')}, with spaces or commas between them`,
).transform((value): readonly Role[] => allRoles.filter((role) => listed(value).includes(role)));

/** 32 bytes, written as 64 hexadecimal digits or as base64 (with or without its padding, either alphabet). */
export const masterKey = text(
  (value) => /^[0-9a-f]{64}$/i.test(value) || /^[A-Za-z0-9+/_-]{43}=?$/.test(value),
  'must be 32 bytes, written as 44 characters of base64 or as 64 hexadecimal digits',
).transform((value) => Buffer.from(value, value.length === 64 ? 'hex' : 'base64'));

/** The public address, without a slash at its end. */
export const baseUrl = text((value) => {
  const url = asUrl(value);
  return url !== null && isProtectedUrl(url) && hasOnlyAddress(url);
}, 'must be an https:// address without user, query or fragment (http:// only for localhost)').transform(
  (value) => new URL(value).href.replace(/\/+$/, ''),
);

/** Scheme, host and port, and nothing behind them. */
export const origin = text((value) => {
  const url = asUrl(value);
  return url !== null && isProtectedUrl(url) && hasOnlyAddress(url) && url.pathname === '/';
}, 'must be an https:// address without a path (http:// only for localhost)').transform(
  (value) => new URL(value).origin,
);

/** A mail server; user and password may stand in it. */
export const smtpUrl = text((value) => {
  const url = asUrl(value);
  return url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
}, 'must be an address that starts with smtp:// or smtps:// and names a host');

/** Mail addresses, with spaces or commas between them. */
export const mailAddresses = text(
  (value) => listed(value).every((each) => z.email().safeParse(each).success),
  'must be mail addresses, with spaces between them',
).transform((value): readonly string[] => listed(value));

/** Where something is posted to; a key may stand in it. */
export const webhookUrl = text((value) => {
  const url = asUrl(value);
  return url !== null && isProtectedUrl(url);
}, 'must be an https:// address (http:// only for localhost)');

/** Several origins, with spaces or commas between them. */
export const origins = text(
  (value) => listed(value).every((each) => origin.safeParse(each).success),
  'must be https:// addresses without a path, with spaces between them (http:// only for localhost)',
).transform((value): readonly string[] => listed(value).map((each) => new URL(each).origin));

/** Addresses, networks in the notation with a slash, or the names that Express has for networks. */
export const networks = text(
  (value) => listed(value).every(isNetwork),
  'must be IP addresses or networks such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, with spaces between them',
).transform((value): readonly string[] => listed(value));

function listed(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter((each) => each !== '');
}

function isRole(value: string): boolean {
  return allRoles.some((role) => role === value);
}

function isNetwork(value: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true;
  const [address = '', bits, ...more] = value.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Today 32 hexadecimal digits; LINE does not promise it, so only what cannot be one is refused. */
export const channelSecret = text(
  (value) => /^[\x21-\x7e]+$/.test(value),
  'must be one unbroken line of plain characters, as the LINE Developers console shows it as "Channel secret"',
);

/** Goes into an HTTP header as it is, so it may hold nothing but visible ASCII. */
export const channelAccessToken = text(
  (value) => /^[\x21-\x7e]+$/.test(value),
  'must be one unbroken line of plain characters, as the LINE Developers console shows it as "Channel access token"',
);

/** Stands in a header, and is worth guessing at: it must be long, and visible ASCII. */
export const metricsToken = text(
  (value) => /^[\x21-\x7e]{32,}$/.test(value),
  'must be one unbroken line of at least 32 plain characters',
);

/** A zone of the IANA database that this Node knows. Plain offsets such as `+09:00` are refused: they know no rules. */
export const timeZone = text((value) => {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'must be a time zone of the IANA database');
