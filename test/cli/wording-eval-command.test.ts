import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './memory-terminal';

function fileOf(...lines: readonly string[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-eval-')), 'examples.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const lines = [
  '{"text":"頑張ってください。","coercive":true,"id":7}',
  '{"text":"頑張らなくても大丈夫です。","coercive":false}',
  '',
  '{"text":"気にしすぎですよ。","coercive":false}',
  '{"text":"雨ですね。","coercive":true}',
];

describe('madobe wording eval', () => {
  it('gives a machine the rows in their order with what was predicted, and the figures', async () => {
    const { output, errors, status } = await run(['wording', 'eval', fileOf(...lines), '--json']);
    expect(JSON.parse(output)).toEqual({
      n: 4,
      rows: [
        { text: '頑張ってください。', coercive: true, id: 7, predicted: true, categories: ['coercion'] },
        { text: '頑張らなくても大丈夫です。', coercive: false, predicted: false, categories: [] },
        { text: '気にしすぎですよ。', coercive: false, predicted: true, categories: ['minimising'] },
        { text: '雨ですね。', coercive: true, predicted: false, categories: [] },
      ],
      accuracy: 0.5,
      recall: 0.5,
      falsePositiveRate: 0.5,
      precision: 0.5,
      confusion: { coercive: { coercive: 1, gentle: 1 }, gentle: { gentle: 1, coercive: 1 } },
    });
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('shows people the figures, what was missed, and what was flagged and why', async () => {
    const { output, status } = await run(['wording', 'eval', fileOf(...lines)]);
    expect(output).toMatch(/^4 examples, accuracy 50\.0 %\n/);
    expect(output).toContain('coercive found 50.0 %, gentle flagged 50.0 %');
    expect(output).toMatch(/not found:\n {2}"雨ですね。"/);
    expect(output).toMatch(/flagged:\n {2}"気にしすぎですよ。": minimising \(rule: /);
    expect(status).toBe(0);
  });

  it('says a share of nothing with a dash, not a number', async () => {
    const { output } = await run(['wording', 'eval', fileOf('{"text":"雨ですね。","coercive":false}')]);
    expect(output).toContain('coercive found –');
  });

  it.each([
    ['is not JSON', ['{"text":"はい","coercive":false}', 'うちの秘密'], ':2: is not JSON'],
    ['lacks its text', ['{"coercive":true}'], ':1: `text`'],
    ['does not say whether it is coercive', ['{"text":"うちの秘密"}'], ':1: `coercive`'],
  ])('ends with 2 and names the line when one %s', async (_, given, said) => {
    const { output, errors, status } = await run(['wording', 'eval', fileOf(...given), '--json']);
    expect(errors).toContain(said);
    expect(errors).not.toContain('秘密');
    expect(output).toBe('');
    expect(status).toBe(2);
  });

  it('ends with 2 when there is no such file', async () => {
    const { errors, status } = await run(['wording', 'eval', '/nowhere/examples.jsonl']);
    expect(errors).toContain('/nowhere/examples.jsonl');
    expect(status).toBe(2);
  });
});
