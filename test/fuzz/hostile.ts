import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** Stands in whatever is made up here, so that it is found where it must not be: in answers to others, in logs. */
export const MARK = 'marked-Zq7-words';

/** Stands in proper bodies for an id that was never used before: what comes twice is taken once. */
export const FRESH_ID = '0a1b2c3d-0000-4000-8000-000000000001';

/** Names that mean something to JavaScript, to a database, to a shell, to a browser or to our own templates. */
const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  "' OR 1=1 --",
  '$1',
  '{name}',
  '%s%n',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  '\r\nx-injected: yes',
  '',
  ' ',
];

const text = fc.oneof(
  fc.constantFrom(...names),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('あ', '𠮷', '\n', '"').map((unit) => unit.repeat(30_000)),
);

/** A text with the mark in it, or one of the dangerous names as it is. */
export const hostileText = fc.oneof(
  text.map((odd) => `${MARK}${odd}`),
  fc.constantFrom(...names),
);

/** What JSON can write and JavaScript's own writer never would; put in after writing. */
const tokens = ['1e400', '-1e400', '9007199254740993', '-0', '1E-400', '0.1e1'];
const tokenText = (index: number) => `@@${index}@@`;

/** Any value that JSON can hold, dangerous ones first. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, 8.64e15 + 1, [], {}),
  },
  { weight: 1, arbitrary: fc.nat(tokens.length - 1).map(tokenText) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), hostileText)
      .map(([name, value]) => Object.fromEntries([[name, { [name]: value }]])),
  },
  { weight: 1, arbitrary: fc.array(hostileText, { minLength: 1, maxLength: 300 }) },
);

/** A proper body with one thing in it replaced, left out or put in: gets further in than noise would. */
export function spoilt(proper: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(proper);
  return fc
    .tuple(
      fc.constantFrom(...places),
      fc.constantFrom('replaced', 'left out', 'put in'),
      fc.constantFrom(...names),
      hostileValue,
    )
    .map(([place, how, name, value]) => spoil(proper, place, how, name, value));
}

/**
 * A proper body with one of its free texts made odd: is often taken, and then has to be lived with. Free texts are the
 * ones in Japanese.
 */
function oddlyWorded(proper: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(proper).filter((place) => /[ぁ-ん]/.test(String(valueAt(proper, place))));
  if (places.length === 0) return fc.constant(proper);
  return fc
    .tuple(fc.constantFrom(...places), hostileText)
    .map(([place, words]) => spoil(proper, place, 'replaced', '', words.slice(0, 4_000)));
}

function valueAt(whole: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, name) => (value as Record<string | number, unknown>)[name], whole);
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

function spoil(whole: unknown, place: Place, how: string, name: string, value: unknown): unknown {
  const [first, ...rest] = place;
  if (first === undefined || typeof whole !== 'object' || whole === null) {
    if (how === 'put in' && typeof whole === 'object' && whole !== null && !Array.isArray(whole)) {
      return Object.fromEntries([...Object.entries(whole), [name, value]]);
    }
    return value;
  }
  const entries = Object.entries(whole).flatMap(([key, inner]): [string, unknown][] => {
    if (key !== String(first)) return [[key, inner]];
    return how === 'left out' && rest.length === 0 ? [] : [[key, spoil(inner, rest, how, name, value)]];
  });
  return Array.isArray(whole) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** A body's bytes: the JSON of a spoilt body, JSON of another kind, no JSON, or a tower of brackets. */
export function hostileBody(proper: unknown): fc.Arbitrary<Buffer> {
  const asJson = (value: unknown) =>
    (JSON.stringify(value) ?? '')
      .replace(/"@@(\d+)@@"/g, (_, index) => tokens[Number(index)] ?? '0')
      .replaceAll(FRESH_ID, () => randomUUID());
  const whole = fc.oneof(
    { weight: 5, arbitrary: spoilt(proper).map(asJson) },
    { weight: 5, arbitrary: oddlyWorded(proper).map(asJson) },
    { weight: 1, arbitrary: hostileValue.map(asJson) },
    { weight: 1, arbitrary: fc.constant(asJson(proper)) },
  );
  const odd = fc.oneof(
    fc.tuple(whole, fc.nat(300)).map(([json, length]) => json.slice(0, length)),
    fc
      .tuple(
        fc.constantFrom('[', '{"a":', '[{"__proto__":'),
        fc.constantFrom(10, 1_000, 8_000, 100_000),
        fc.boolean(),
      )
      .map(
        ([open, depth, isClosed]) => open.repeat(depth) + (isClosed && open === '[' ? ']'.repeat(depth) : ''),
      ),
    fc.constantFrom('', 'NaN', '{"a":1}{"b":2}', "{'a':1}", '\ufeff{}', '{"a":00}', '// {}', '"'),
  );
  return fc.oneof(
    { weight: 8, arbitrary: whole.map((json) => Buffer.from(json)) },
    { weight: 1, arbitrary: odd.map((json) => Buffer.from(json)) },
    { weight: 1, arbitrary: whole.map((json) => Buffer.from(json, 'utf16le')) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** A piece of an address: escapes whole, broken and doubled, ways up, dangerous names. */
const piece = fc.oneof(
  fc.constantFrom(
    '..',
    '%2e%2e',
    '%252e%252e',
    '.',
    '%00',
    '%ff',
    '%',
    '%zz',
    '%c0%ae',
    '\\',
    ';a=b',
    '//',
    '*',
  ),
  fc.constantFrom('__proto__', 'constructor', 'index.html', '.env', '.git', 'assets', 'room', 'api', 'embed'),
  fc
    .constantFrom('あ', '𠮷', '\u00ff', '\u0080')
    .map((character) => Buffer.from(character).toString('latin1')),
  fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((odd) => odd.replaceAll(' ', '+')),
  fc.constant('a'.repeat(12_000)),
);

/** Where a request may go: an address with odd pieces, or what is no address at all. */
export const hostilePath = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          '/',
          '/api/',
          '/room/',
          '/letters/',
          '/assets/',
          '/line/',
          '/api/words/',
          '/download/',
        ),
        fc.array(piece, { minLength: 1, maxLength: 4 }),
      )
      .map(([start, pieces]) => `${start}${pieces.join('/')}/${MARK}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('/api/conversation', '/api/events', '/', '/healthz'),
        fc.array(piece, { maxLength: 8 }),
      )
      .map(
        ([start, pieces]) =>
          `${start}?before=${pieces.join('&before=')}&${MARK}=%&limit[]=1&after=${pieces[0] ?? ''}`,
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      'http://elsewhere.example/',
      'https:/',
      'javascript:1',
      'x',
      '/..',
      '?',
      '#',
      ':80',
    ),
  },
);

const bytes = fc
  .uint8Array({ maxLength: 40 })
  .map((odd) => Buffer.from(odd).toString('latin1').replaceAll('\r\n', ''));

/** A value for a header: what its readers have to cut into pieces, and seldom what no header may hold. */
const headerValue = fc.oneof(
  fc.constantFrom(
    '*/*;q=9',
    'text/html;q=0, *',
    ';;;,,,===',
    '"',
    'null',
    '-1',
    '1e9',
    'bytes=0-,5-1',
    '*',
    'W/"',
  ),
  fc.constantFrom(
    'gzip, deflate, br;q=2',
    '*;q=0',
    'identity;q=0',
    'gzip',
    'application/json; charset=utf-7',
  ),
  fc.constantFrom('__Host-madobe=%zz', 'a='.repeat(2_000), '__proto__=x; __Host-madobe=y', '=', ';;;'),
  fc.constantFrom('::1', '203.0.113.9, junk', '999.1.1.1', 'Thu, 99 Xxx 9999', 'javascript:alert(1)', '5'),
  bytes.map((odd) => odd.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')),
);

/** Headers that are read by somebody on the way. */
const headerNames = [
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-encoding',
  'content-type',
  'cookie',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'last-event-id',
  'origin',
  'range',
  'referer',
  'sec-fetch-site',
  'te',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-line-signature',
  'x-madobe',
  'x-request-id',
];

/** A few headers, some twice, with odd values. */
export const hostileHeaders = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...headerNames) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('__proto__', 'constructor', 'X-Odd Name', '', 'x:y', 'content-length'),
      },
    ),
    fc.oneof(
      { weight: 3, arbitrary: headerValue },
      { weight: 1, arbitrary: headerValue.map((value) => `${MARK} ${value}`) },
    ),
  ),
  { minLength: 1, maxLength: 6 },
);

/** Ways of asking, those that exist and those that should not. */
export const hostileMethod = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'PROPFIND',
  'M-SEARCH',
  'QUERY',
  'get',
  'BREW',
  '',
);
