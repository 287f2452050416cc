import { isSending } from '../../../../src/channels/web/ui/model/composer-keys';

const press = { key: 'Enter', ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13 };

describe('a key in the field', () => {
  it('sends with Ctrl or ⌘ and Enter', () => {
    expect(isSending({ ...press, ctrlKey: true })).toBe(true);
    expect(isSending({ ...press, metaKey: true })).toBe(true);
  });

  it('never sends by Enter alone, which makes a new line', () => {
    expect(isSending(press)).toBe(false);
  });

  it('never sends while a word is put together, however the browser says so', () => {
    expect(isSending({ ...press, ctrlKey: true, isComposing: true })).toBe(false);
    expect(isSending({ ...press, ctrlKey: true, keyCode: 229 })).toBe(false);
  });

  it('of any other kind does not send', () => {
    expect(isSending({ ...press, key: 'a', ctrlKey: true, keyCode: 65 })).toBe(false);
  });
});
