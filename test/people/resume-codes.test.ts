import { resolve } from 'node:path';
import fc from 'fast-check';
import { resumeWordLists } from '../../src/app/resume-word-lists';
import { languages } from '../../src/flow';
import { erasePerson, ResumeCodes, readResumeNumber } from '../../src/people';
import { newResumeNumber } from '../../src/people/resume-number';
import { newResumeWords, readResumeWords } from '../../src/people/resume-words';
import { onBothDatabases } from '../support/databases';
import { quickestOf } from '../support/quickest-of';
import { waitFor } from '../support/wait-for';
import { PeopleRig } from './people-rig';

const wordsFor = resumeWordLists(resolve('flows'));
const ja = wordsFor('ja');
const WRONG = 'ちがう ことば ばかり ならぶ';

describe('a number', () => {
  test('is eight digits in two halves, and reads back however it is typed', () => {
    for (let made = 0; made < 200; made += 1) {
      const number = newResumeNumber();
      expect(number).toMatch(/^\d{4}-\d{4}$/);
      const digits = number.replace('-', '');
      const wide = digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
      for (const typed of [
        number,
        digits,
        ` ${digits} `,
        wide,
        number.replace('-', '−'),
        number.replace('-', 'ー'),
      ]) {
        expect(readResumeNumber(typed)).toBe(digits);
      }
    }
  });

  test('with one wrong digit is no number', () => {
    fc.assert(
      fc.property(fc.constant(null), fc.nat(7), fc.integer({ min: 1, max: 9 }), (_, place, by) => {
        const digits = newResumeNumber().replace('-', '');
        const other = (Number(digits[place]) + by) % 10;
        expect(readResumeNumber(`${digits.slice(0, place)}${other}${digits.slice(place + 1)}`)).toBeNull();
      }),
    );
  });

  test.each(['', '1234', '123456789', 'abcdefgh', '1234-567a'])('that is %j is none', (typed) => {
    expect(readResumeNumber(typed)).toBeNull();
  });
});

describe.each(languages)('the words in %s', (language) => {
  const list = wordsFor(language);

  test('carry at least 40 bits, in five words or fewer', () => {
    expect(new Set(list.map(readResumeWords)).size).toBe(list.length);
    const words = newResumeWords(list).split(' ');
    expect(words.length).toBeLessThanOrEqual(5);
    expect(words.length * Math.log2(list.length)).toBeGreaterThanOrEqual(40);
    expect(words.every((word) => list.includes(word))).toBe(true);
  });

  test('are easy to write: hiragana alone, or plain small letters', () => {
    expect(list.filter((word) => !/^([ぁ-ん]{2,6}|[a-z]{3,11})$/.test(word))).toEqual([]);
  });
});

test('a list that is too short is refused', () => {
  expect(() => newResumeWords(['いちご', 'りんご'])).toThrow('at least 128');
});

test('words read the same in katakana, full width, capitals, and with or without spaces', () => {
  expect(readResumeWords('イチゴ　つばめ')).toBe(readResumeWords('いちごつばめ'));
  expect(readResumeWords('ﾂﾊﾞﾒ')).toBe('つばめ');
  expect(readResumeWords('Apple, ｌａｋｅ Moss')).toBe('applelakemoss');
});

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const codes = () => new ResumeCodes({ store: rig.store, vault: rig.vault, clock: rig.clock });
  const make = async (personId: string) => {
    const code = await codes().make(personId, ja);
    if (!code) throw new Error('Nobody is there.');
    return code;
  };
  /** Tries, letting time pass while it waits; how long it had to wait, too. */
  const redeem = async (number: string, words: string) => {
    const began = rig.now;
    let result: { personId: string | null } | null = null;
    const trying = codes()
      .redeem({ number, words })
      .then((personId) => {
        result = { personId };
      });
    await waitFor('the try to end', () => {
      if (result === null && rig.clock.pending > 0) rig.clock.advance(500);
      return result !== null;
    });
    await trying;
    return { ...(result ?? { personId: null }), waited: rig.now - began };
  };

  test('number and words together lead to the person, again and again', async () => {
    const [one, two] = [await rig.person(), await rig.person()];
    const [codeOfOne, codeOfTwo] = [await make(one), await make(two)];
    expect((await redeem(codeOfOne.number, codeOfOne.words)).personId).toBe(one);
    expect((await redeem(codeOfTwo.number, codeOfTwo.words)).personId).toBe(two);
    expect((await redeem(codeOfOne.number, codeOfOne.words)).personId).toBe(one);
    expect((await redeem(codeOfOne.number, codeOfTwo.words)).personId).toBeNull();
  });

  test('a new one replaces the old', async () => {
    const id = await rig.person();
    const old = await make(id);
    const young = await make(id);
    expect((await redeem(old.number, old.words)).personId).toBeNull();
    expect((await redeem(young.number, young.words)).personId).toBe(id);
    expect(await rig.count('resume_code')).toBe(1);
  });

  test('neither the number nor the words stand in the database', async () => {
    const { number, words } = await make(await rig.person());
    const written = await rig.contents('resume_code');
    expect(written).not.toContain(number.replace('-', ''));
    expect(written).not.toContain(number);
    expect(written).not.toContain(words);
    expect(written).not.toContain('$argon2');
  });

  test('what is kept of the words is an argon2id hash', async () => {
    await make(await rig.person());
    const [row] = await rig.store.read((tx) =>
      tx.all<{ secret: Uint8Array }>('SELECT secret FROM resume_code'),
    );
    const opened = rig.vault.system.open('resume_code.secret', row?.secret ?? new Uint8Array());
    expect(opened).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=[2-9],p=1\$/);
  });

  test('whatever was wrong, the answer is the same, and the same work was done for it', async () => {
    const { number, words } = await make(await rig.person());
    const other = newResumeNumber();
    const tries = [
      { number, words: WRONG },
      { number: other, words },
      { number: '0000-0001', words },
      { number: 'わからない', words },
      { number, words: '' },
    ];
    for (const given of tries) expect((await redeem(given.number, given.words)).personId).toBeNull();
    const times = await quickestOf(
      10,
      tries.map((given) => async () => {
        await rig.store.write((tx) => tx.run('DELETE FROM resume_pace'));
        await codes().redeem(given);
      }),
    );
    // Every try hashes once: without it an answer would come in a tenth of the time.
    expect(Math.min(...times)).toBeGreaterThan(Math.max(...times) / 4);
  });

  test('five tries at a number go at once, and then each waits longer, up to where it is refused untried', async () => {
    const id = await rig.person();
    const { number, words } = await make(id);
    const waits = [];
    for (let tried = 0; tried < 9; tried += 1) waits.push((await redeem(number, WRONG)).waited);
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(waits.slice(5)).toEqual([1_000, 2_000, 4_000, 8_000]);
    // The next would have to wait sixteen seconds: even the right words are refused, at once.
    expect(await redeem(number, words)).toEqual({ personId: null, waited: 0 });
    rig.clock.advance(16_000);
    expect((await redeem(number, words)).personId).toBe(id);
  });

  test('a right try forgives the wrong ones before it', async () => {
    const id = await rig.person();
    const { number, words } = await make(id);
    for (let tried = 0; tried < 6; tried += 1) await redeem(number, WRONG);
    expect((await redeem(number, words)).personId).toBe(id);
    for (let tried = 0; tried < 5; tried += 1) expect((await redeem(number, WRONG)).waited).toBe(0);
  });

  test('a number that nobody has is slowed like one that somebody has', async () => {
    const { number } = await make(await rig.person());
    const waitsOf = async (which: string) => {
      const waits = [];
      for (let tried = 0; tried < 8; tried += 1) waits.push((await redeem(which, WRONG)).waited);
      return waits;
    };
    const known = await waitsOf(number);
    await rig.store.write((tx) => tx.run('DELETE FROM resume_pace'));
    expect(await waitsOf(newResumeNumber())).toEqual(known);
  });

  test('left alone for a day, a number is as at first', async () => {
    const { number } = await make(await rig.person());
    for (let tried = 0; tried < 8; tried += 1) await redeem(number, WRONG);
    rig.clock.advance(25 * 60 * 60_000);
    expect((await redeem(number, WRONG)).waited).toBe(0);
  });

  test('tries at the same number at the same time stand in line, in every process', async () => {
    const { number } = await make(await rig.person());
    const tries = Array.from({ length: 8 }, () => codes().redeem({ number, words: WRONG }));
    await waitFor('all but five to wait', () => rig.clock.pending === 3);
    rig.clock.advance(15_000);
    expect(await Promise.all(tries)).toEqual(Array.from({ length: 8 }, () => null));
  });

  test('all numbers together are tried twice a second at most, once twenty were', async () => {
    const waits = [];
    for (let tried = 0; tried < 24; tried += 1) waits.push((await redeem(newResumeNumber(), WRONG)).waited);
    expect(waits.slice(0, 21).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(21).every((wait) => wait === 500)).toBe(true);
  });

  test('an erased person’s code opens nothing, and no count of tries is left of it', async () => {
    const id = await rig.person();
    const { number, words } = await make(id);
    await redeem(number, WRONG);
    await rig.store.write((tx) => erasePerson(tx, rig.people, id));
    expect(await rig.count('resume_code')).toBe(0);
    expect(await rig.count('resume_pace')).toBe(1);
    expect((await redeem(number, words)).personId).toBeNull();
    expect(await codes().make(id, ja)).toBeNull();
  });

  test('a code that is replaced while its words are tried opens nothing', async () => {
    const id = await rig.person();
    const { number, words } = await make(id);
    for (let tried = 0; tried < 5; tried += 1) await redeem(number, WRONG);
    const trying = codes().redeem({ number, words });
    await waitFor('the try to wait', () => rig.clock.pending === 1);
    await make(id);
    rig.clock.advance(1_000);
    expect(await trying).toBeNull();
  });

  test('whether somebody has a code is known', async () => {
    const id = await rig.person();
    const has = () => rig.store.read((tx) => codes().has(tx, id));
    expect(await has()).toBe(false);
    await make(id);
    expect(await has()).toBe(true);
  });
});
