import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Vault } from '../../src/store';
import { MasterKey, randomSystemKeys } from '../../src/store/master-key';

/** A generation of a new database. */
const generationOf = (generation: number, master: MasterKey, keys = randomSystemKeys()) => ({
  generation,
  ...master.wrapSystemKeys(keys),
});

/** A vault that has seen a new database. */
const openVault = (): Vault => {
  const master = MasterKey.random();
  const vault = new Vault(master.bytes);
  vault.learn([generationOf(1, master)]);
  return vault;
};

const vault = openVault();

test('what was sealed opens to the same text, for any text', () => {
  const { key } = vault.createPersonKey('p');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), (text) => {
      expect(key.open('message', key.seal('message', text))).toBe(text);
    }),
  );
});

test('sealing the same text twice gives different bytes, and none of them shows the text', () => {
  const { key } = vault.createPersonKey('p');
  const first = key.seal('message', 'ひみつの言葉');
  expect(first.equals(key.seal('message', 'ひみつの言葉'))).toBe(false);
  expect(first.includes(Buffer.from('ひみつ'))).toBe(false);
});

test('sealed bytes do not open for another purpose, another person, or after any bit was changed', () => {
  const { key } = vault.createPersonKey('p');
  const { key: other } = vault.createPersonKey('q');
  const sealed = key.seal('message', 'こんにちは');
  expect(() => key.open('state', sealed)).toThrow();
  expect(() => other.open('message', sealed)).toThrow();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), (bit) => {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => key.open('message', changed)).toThrow();
    }),
  );
});

test('a person’s key opens from its wrapped form, for that person and under that master key only', () => {
  const { key, kept } = vault.createPersonKey('p');
  const sealed = key.seal('message', 'おはよう');
  expect(vault.openPersonKey('p', kept).open('message', sealed)).toBe('おはよう');
  expect(() => vault.openPersonKey('q', kept)).toThrow();
  expect(() => openVault().openPersonKey('p', kept)).toThrow();
});

test('an index is the same for the same id, and different for other ids, kinds and databases', () => {
  const id = `U${'0'.repeat(32)}`;
  expect(vault.indexOf('address/line', id)).toBe(vault.indexOf('address/line', id));
  expect(vault.indexOf('address/line', id)).not.toBe(vault.indexOf('message/line', id));
  expect(vault.indexOf('address/line', id)).not.toBe(openVault().indexOf('address/line', id));
  expect(vault.indexOf('address/line', id)).not.toContain('0000');
});

test('under another master key the same data key opens the same words, and people are found as before', () => {
  const [first, second] = [MasterKey.random(), MasterKey.random()];
  const keys = randomSystemKeys();
  const generations = [generationOf(1, first, keys), generationOf(2, second, keys)];
  const before = new Vault(first.bytes);
  before.learn(generations.slice(0, 1));
  const { key, kept } = before.createPersonKey('p');
  const both = new Vault({ read: () => ({ current: second, previous: first }), keep: null });
  both.learn(generations);
  const again = both.rewrap('p', kept);
  expect(again.generation).toBe(2);
  const after = new Vault(second.bytes);
  after.learn(generations.slice(1));
  expect(after.openPersonKey('p', again).open('message', key.seal('message', 'おはよう'))).toBe('おはよう');
  expect(after.indexOf('address/line', 'U1')).toBe(before.indexOf('address/line', 'U1'));
  expect(after.system.open('outbox', before.system.seal('outbox', 'x'))).toBe('x');
  expect(() => after.openPersonKey('p', kept)).toThrow();
});

test('a generation that no master key in hand wraps is refused, and the vault stays as it was', () => {
  const [first, second] = [MasterKey.random(), MasterKey.random()];
  const shut = new Vault(first.bytes);
  const generations = [generationOf(1, first)];
  expect(() => shut.learn([...generations, generationOf(2, second)])).toThrow(
    expect.objectContaining({ code: 'key_mismatch' }),
  );
  expect(() => shut.learn([])).toThrow(expect.objectContaining({ code: 'key_mismatch' }));
  expect(() => shut.system).toThrow('shut');
  shut.learn(generations);
  expect(() => shut.learn([generationOf(1, second)])).toThrow();
  expect(shut.newest.generation).toBe(1);
});

test('a master key of another length is refused', () => {
  expect(() => new Vault(randomBytes(16))).toThrow('32 bytes');
});
