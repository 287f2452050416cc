import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadServices } from '../../../src/conversation/services';
import {
  checkFlows,
  formatProblem,
  initialState,
  interpret,
  type Language,
  loadFlows,
  plainText,
} from '../../../src/flow';

const root = join(__dirname, '../../..');
const dirs = { flows: join(root, 'flows'), locales: join(root, 'locales') };
test('check', () => {
  const out: string[] = [];
  const services = loadServices({ flowsDir: dirs.flows, localesDir: dirs.locales, timeZone: 'Asia/Tokyo' });
  const loaded = loadFlows(dirs);
  const problems = loaded.ok ? checkFlows(loaded.flows, services) : loaded.problems;
  out.push(...problems.map(formatProblem));
  if (loaded.ok) {
    const talk = (language: Language, at: string, events: string[]) => {
      out.push(`\n######## ${language} ${at}`);
      let state: ReturnType<typeof initialState> | null = null;
      let t = Date.parse(at);
      for (const e of events) {
        t += 60_000;
        const event =
          e === '/follow'
            ? ({ kind: 'followed' } as const)
            : e === '/sticker'
              ? ({ kind: 'media', media: 'sticker' } as const)
              : ({ kind: 'text', text: e } as const);
        const r = interpret(loaded.flows, state, event, {
          now: t,
          happenedAt: t,
          source: 's' + t,
          seed: 3,
          services,
        });
        state = r.state;
        out.push(`\n>>> ${e}${r.fault ? ' FAULT ' + r.fault : ''}`);
        for (const m of r.messages) out.push('┌', plainText(m).replace(/^/gm, '│ '));
        out.push(
          '  [' +
            r.choices.map((c) => c.label).join('] [') +
            ']' +
            (r.effects.length ? JSON.stringify(r.effects) : ''),
        );
      }
    };
    for (const l of ['ja', 'ja-easy', 'en'] as const) {
      const say = (j: string, e: string, n: string) => (l === 'ja' ? j : l === 'ja-easy' ? e : n);
      talk(l, '2026-11-21T02:10:00+09:00', [
        '/follow', ...(l === 'ja' ? [] : ['6', l === 'en' ? 'English' : 'やさしい日本語']),
        say('母です', '家族（かぞく）のこと', 'family'),
        say('ほかの名前を見る', 'ほかの名前を見る', 'another'),
        '1',
        '1',
        '1',
        '1',
        'メニュー',
        '2',
        '1',
        '人と話したい',
        '24時間話せる電話',
        '1',
        'メニュー',
        '3',
        '1',
        '2',
        'みなと',
        '消す',
        '1',
        'こんにちは',
      ]);
      talk(l, '2026-11-24T15:10:00+09:00', [
        '/follow', ...(l === 'ja' ? [] : ['6', l === 'en' ? 'English' : 'やさしい日本語']),
        '1',
        'みみず',
        'やめる',
        'ねむい',
        'へんなこと',
        '/sticker',
        'また今度',
        'あのね',
        'つづきから',
        '戻る',
        '人と話したい',
        '電話',
        '電話で話せること',
        '消す',
        'やめておく',
        'ことばを変える',
        '日本語',
      ]);
    }
    talk('ja', '2026-12-30T12:00:00+09:00', [
      'もう消えたいです',
      '1',
      '文字で',
      '1',
      '人と話したい',
      'English',
    ]);
    talk('ja', '2026-11-23T12:00:00+09:00', ['むすこがへやから出てきません', '電話', '人と話したい']);
  }
  writeFileSync('/tmp/content-talk.txt', out.join('\n'));
  expect(problems.map(formatProblem)).toEqual([]);
});
