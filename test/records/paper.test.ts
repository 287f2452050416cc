import { type Paper, paperCsv, paperPdf } from '../../src/records';
import { readPdf } from './read-pdf';

const paper: Paper = {
  title: '支援記録票',
  of: '書いてこられた方の記録　髙﨑さん',
  chapters: [
    {
      title: '記録',
      rows: [
        {
          name: 'いまの様子',
          value: '部屋で、本を\n読んでいます。',
          by: 'みずき',
          at: '2026年11月21日 10:00',
        },
        { name: '約束したこと', value: '=1+1', by: 'みずき', at: '' },
      ],
    },
    { title: '見立てのメモ', rows: [] },
  ],
  nothing: 'まだありません',
  made: '2026年11月21日　みずきが書き出しました',
  careful: '個人の記録です。',
  language: 'ja',
};
const columns = ['区分', '項目', '内容', '書いた人', '日時'] as const;

describe('a paper as PDF', () => {
  test('says all of it, with the fonts in it, and the foot on its page', async () => {
    const bytes = await paperPdf(paper);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const { pages, fonts, text } = readPdf(bytes);
    expect(pages).toBe(1);
    const flat = text.replaceAll(/\s/g, '');
    for (const part of [
      '支援記録票',
      '髙﨑さん',
      '読んでいます',
      'みずきが書き出しました',
      'まだありません',
      '1/1',
    ]) {
      expect(flat).toContain(part);
    }
    // The usual one, and those for 髙 and 﨑.
    expect(fonts).toBeGreaterThanOrEqual(2);
    expect(bytes.length).toBeLessThan(200_000);
  });

  test('runs over as many pages as it takes, numbered, each with who took it out', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      name: `欄${index}`,
      value: 'ゆっくりで大丈夫だとお伝えしました。'.repeat(6),
      by: 'はると',
      at: '',
    }));
    const { pages, text } = readPdf(await paperPdf({ ...paper, chapters: [{ title: '記録', rows }] }));
    expect(pages).toBeGreaterThan(3);
    const flat = text.replaceAll(/\s/g, '');
    expect(flat.match(/みずきが書き出しました/g)).toHaveLength(pages);
    expect(flat).toContain(`${pages}/${pages}`);
    expect(flat).toContain('欄59');
  });

  test('a sign that no font has is marked as missing instead of failing', async () => {
    const rows = [{ name: '', value: 'ありがとう👩‍👩‍👧😀♡①', by: '', at: '' }];
    const { text } = readPdf(await paperPdf({ ...paper, chapters: [{ title: '記録', rows }] }));
    expect(text.replaceAll(/\s/g, '')).toMatch(/ありがとう〓+[♡〓]①/u);
  });
});

describe('a paper as CSV', () => {
  test('is a table that spreadsheets open, and runs nothing on them', () => {
    expect(paperCsv(paper, columns)).toBe(
      '\uFEFF区分,項目,内容,書いた人,日時\r\n' +
        '記録,いまの様子,"部屋で、本を\n読んでいます。",みずき,2026年11月21日 10:00\r\n' +
        "記録,約束したこと,'=1+1,みずき,\r\n",
    );
  });
});
