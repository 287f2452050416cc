import { screenEvent } from '../../../src/conversation/meaning';
import { screen, screeningFailed } from '../../../src/safety';
import { noMeaning } from '../../support/meanings';

const text = { kind: 'text', text: 'うまく言えないけれど' } as const;

describe('screening what a person did', () => {
  test('tells the danger that was found, and nothing of why', () => {
    const found = () => ({ label: 'suicide', urgent: true, because: ['rule:x', 'piece:言'] }) as const;
    expect(screenEvent({ screen: found }, text)).toEqual({
      danger: { label: 'suicide', urgent: true },
      failed: false,
    });
  });

  test('tells nothing where nothing was found, or nothing was written', () => {
    expect(screenEvent(noMeaning, text)).toEqual({ danger: null, failed: false });
    const never = () => {
      throw new Error('nothing was to be screened');
    };
    for (const event of [
      { kind: 'followed' },
      { kind: 'chosen', data: 'move/menu' },
      { kind: 'media', media: 'sticker' },
    ] as const) {
      expect(screenEvent({ screen: never }, event)).toEqual({ danger: null, failed: false });
    }
  });

  test('counts a fault as danger, whether screening throws or says that it failed', () => {
    const unread = { danger: { label: 'unscreened', urgent: false }, failed: true };
    const broken = () => {
      throw new Error('the words would stand here');
    };
    expect(screenEvent({ screen: broken }, text)).toEqual(unread);
    const failed = () => ({ label: 'distress', urgent: false, because: [screeningFailed] }) as const;
    expect(screenEvent({ screen: failed }, text)).toEqual(unread);
  });

  test('takes what the screener itself says when it fails for a fault', () => {
    const broken = { material: { folding: { emoji: new Map(), disguises: [] }, rules: [] } } as never;
    expect(screenEvent({ screen: (written) => screen(broken, written) }, text).failed).toBe(true);
  });
});
