import { findMarks } from '../support/marked-search';

const mark = 'ひみつ/箱+7?';
const around = (written: string | Buffer, before: number) =>
  Buffer.concat([Buffer.alloc(before, 0x2e), Buffer.from(written), Buffer.from('…')]);
const utf16 = Buffer.from(mark, 'utf16le');

describe('the search for marked texts finds what it is for', () => {
  test.each<[string, Buffer]>([
    ['utf8', Buffer.from(mark)],
    ['utf16le', utf16],
    ['utf16be', Buffer.from(utf16).swap16()],
    ['json escape', Buffer.from('\\u3072\\u307f\\u3064/\\u7bb1+7?')],
    ['url escape', Buffer.from(encodeURIComponent(mark))],
    ['utf8 as hex', Buffer.from(Buffer.from(mark).toString('hex'))],
    ['utf8 as HEX', Buffer.from(Buffer.from(mark).toString('hex').toUpperCase())],
    ['utf16le as hex', Buffer.from(utf16.toString('hex'))],
  ])('%s', (form, written) => {
    for (const before of [0, 1, 2, 3]) {
      const findings = findMarks(around(written, before), { secret: mark });
      expect(findings).toContainEqual({ mark: 'secret', form, at: before });
    }
  });

  test('base64, wherever in a longer text it begins, in both alphabets', () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const before of [0, 1, 2, 3, 4, 5]) {
        const encoded = around(mark, before).toString(encoding);
        const forms = findMarks(Buffer.from(encoded), { secret: mark }).map(({ form }) => form);
        expect(forms).toContain('utf8 as base64');
      }
    }
  });

  test('and nothing where nothing is, also not by a part of the mark', () => {
    const innocent = Buffer.from(`ひみつ 箱 ${Buffer.from('ひみつ').toString('base64')} ${'ab'.repeat(500)}`);
    expect(findMarks(innocent, { secret: mark })).toEqual([]);
  });

  test('a mark that would be found by chance is refused', () => {
    expect(() => findMarks(Buffer.from('abc'), { short: 'abc' })).toThrow('too short');
  });
});
