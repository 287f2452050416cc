import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Vault } from '../../src/store';

const vault = new Vault(randomBytes(32));

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
  const { key, wrapped } = vault.createPersonKey('p');
  const sealed = key.seal('message', 'おはよう');
  expect(vault.openPersonKey('p', wrapped).open('message', sealed)).toBe('おはよう');
  expect(() => vault.openPersonKey('q', wrapped)).toThrow();
  expect(() => new Vault(randomBytes(32)).openPersonKey('p', wrapped)).toThrow();
});

test('an index is the same for the same id, and different for other ids, kinds and keys', () => {
  const id = `U${'0'.repeat(32)}`;
  expect(vault.indexOf('address/line', id)).toBe(vault.indexOf('address/line', id));
  expect(vault.indexOf('address/line', id)).not.toBe(vault.indexOf('message/line', id));
  expect(vault.indexOf('address/line', id)).not.toBe(new Vault(randomBytes(32)).indexOf('address/line', id));
  expect(vault.indexOf('address/line', id)).not.toContain('0000');
});

test('a master key of another length is refused', () => {
  expect(() => new Vault(randomBytes(16))).toThrow('32 bytes');
});
