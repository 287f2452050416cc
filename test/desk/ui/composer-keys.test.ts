import fc from 'fast-check';
import { isSending } from '../../../src/desk/ui/model/composer-keys';

const enter = { key: 'Enter', ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13 };

describe('sending by keyboard', () => {
  it('takes Ctrl or ⌘ with Enter', () => {
    expect(isSending({ ...enter, ctrlKey: true })).toBe(true);
    expect(isSending({ ...enter, metaKey: true })).toBe(true);
  });

  it('is never Enter alone', () => {
    expect(isSending(enter)).toBe(false);
  });

  it('is never a key while a word is being composed, whichever way the browser says so', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), fc.boolean(), fc.boolean(), (key, ctrlKey, metaKey, early) => {
        const composing = early ? { isComposing: true, keyCode: 13 } : { isComposing: false, keyCode: 229 };
        expect(isSending({ key, ctrlKey, metaKey, ...composing })).toBe(false);
        expect(isSending({ key: 'Enter', ctrlKey, metaKey, ...composing })).toBe(false);
      }),
    );
  });
});
