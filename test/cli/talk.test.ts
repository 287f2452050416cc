import path from 'node:path';
import { Talk, talkCommands } from '../../src/cli/talk';
import { mediaKinds } from '../../src/flow';
import { FakeClock } from '../support/fake-clock';
import { shippedMeaning } from '../support/meanings';
import { shippedContent } from './shipped-content';

const { flows, services } = shippedContent(path.resolve(__dirname, '../..'));

function newTalk(): Talk {
  const clock = FakeClock.at('2026-11-20T13:00:00+09:00');
  return new Talk({ flows, services, meaning: shippedMeaning(), clock, seed: 7 });
}

/** The labels in the numbered list of a printed turn. */
function labels(text: string): readonly string[] {
  return [...text.matchAll(/^ {1,2}\d{1,2}\. (.+)$/gm)].map(([, label]) => label ?? '');
}

/** The last thing printed when these lines are typed one after the other. */
function lastAfter(...lines: readonly string[]): string {
  const talk = newTalk();
  return lines.reduce((_, line) => talk.hear(line).text, '');
}

describe('a conversation in the terminal', () => {
  it('begins with a greeting and a question whose choices are numbered', () => {
    const text = lastAfter('/follow');
    expect(labels(text).length).toBeGreaterThan(2);
    expect(text).toContain('  1. ');
  });

  it('takes a number, a wide number and the label on it alike', () => {
    const [first] = labels(lastAfter('/follow'));
    expect(first).toBeDefined();
    const byNumber = lastAfter('/follow', '1');
    expect(byNumber).not.toBe(lastAfter('/follow'));
    expect(lastAfter('/follow', '１')).toBe(byNumber);
    expect(lastAfter('/follow', first ?? '')).toBe(byNumber);
  });

  it('takes the number of every choice shown, those of moves too', () => {
    const shown = labels(lastAfter('/follow'));
    const menu = flows.moves.get('menu')?.button.ja?.label ?? '';
    expect(shown).toContain(menu);
    expect(lastAfter('/follow', String(shown.indexOf(menu) + 1))).toBe(lastAfter('/follow', menu));
  });

  it('never takes a number typed again for the second half of a double tap', () => {
    const again = lastAfter('/follow', '1', '戻る', '1');
    expect(again).not.toBe('(nothing is said)');
    expect(labels(again).slice(1)).toEqual(labels(lastAfter('/follow', '1')).slice(1));
  });

  it.each(mediaKinds)('answers a %s in words and shows the open question again', (media) => {
    const open = labels(lastAfter('/follow'));
    const text = lastAfter('/follow', `/${media}`);
    expect(labels(text)).toEqual(open);
    expect(text.length).toBeGreaterThan(labels(text).join('').length + 20);
  });

  it('answers words that nobody understands with what can be done', () => {
    const offered = labels(lastAfter('/follow', 'むにゃむにゃ'));
    expect(offered).toEqual(expect.arrayContaining([...labels(lastAfter('/follow'))]));
  });

  it('hears somebody who writes before adding Madobe as a friend', () => {
    expect(labels(lastAfter('こんばんは')).length).toBeGreaterThan(0);
  });

  it('meets somebody who comes back as somebody known', () => {
    expect(lastAfter('/follow', '/follow')).not.toBe(lastAfter('/follow'));
  });

  it('explains itself for /help and for a command that does not exist', () => {
    expect(lastAfter('/help')).toBe(talkCommands);
    expect(lastAfter('/dance')).toBe(talkCommands);
  });

  it('answers an empty line with nothing', () => {
    expect(newTalk().hear('  ')).toEqual({ text: '', ended: false });
  });

  it('ends with /quit', () => {
    expect(newTalk().hear('/quit')).toEqual({ text: '', ended: true });
  });

  it('finds no fault in the shipped flows on the way', () => {
    const talk = newTalk();
    for (const line of ['/follow', '1', '1', '戻る', '/sticker', '1']) talk.hear(line);
    expect(talk.faulty).toBe(false);
  });
});
