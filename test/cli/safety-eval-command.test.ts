import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './memory-terminal';

const root = path.resolve(__dirname, '../..');

function fileOf(...lines: readonly string[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-eval-')), 'examples.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const good = [
  '\uFEFF{"text":"今から死にます","label":"suicide","urgent":true,"id":7}',
  '',
  '{"text":"電話は何時からですか","label":"none","urgent":false}\r',
  '{"text":"ありがとうございます","label":"abuse","urgent":false}',
];

describe('madobe safety eval', () => {
  it('gives a machine the rows in their order with what was predicted, and the figures', async () => {
    const { output, errors, status } = await run(['safety', 'eval', fileOf(...good), '--json']);
    expect(errors).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      n: 3,
      rows: [
        { text: '今から死にます', id: 7, label: 'suicide', predicted: 'suicide', predictedUrgent: true },
        { text: '電話は何時からですか', predicted: 'none', predictedUrgent: false },
        { text: 'ありがとうございます', label: 'abuse', predicted: 'none', predictedUrgent: false },
      ],
      accuracy: 2 / 3,
      urgentRecall: 1,
      urgentPrecision: 1,
      dangerRecall: 0.5,
      falseAlarmRate: 0,
      confusion: { suicide: { suicide: 1 }, none: { none: 1 }, abuse: { none: 1 } },
    });
  });

  it('shows people the figures, what was confused, and the misses', async () => {
    const { output, status } = await run(['safety', 'eval', fileOf(...good)]);
    expect(output).toMatch(/^3 examples, accuracy 66\.7 %\n/);
    expect(output).toContain('danger: 50.0 % found');
    expect(output).toContain('1 × abuse taken for none');
    expect(output).toContain('"ありがとうございます"');
    expect(status).toBe(0);
  });

  it.each([
    ['is not JSON', ['{"text":"はい","label":"none","urgent":false}', 'うちの秘密'], ':2: is not JSON'],
    ['lacks its text', ['{"label":"none","urgent":false}'], ':1: `text`'],
    ['has a label that nobody knows', ['{"text":"うちの秘密","label":"x","urgent":false}'], ':1: `label`'],
    ['does not say whether it is urgent', ['{"text":"うちの秘密","label":"none"}'], ':1: `urgent`'],
  ])('ends with 2 and names the line when one %s', async (_, lines, said) => {
    const { output, errors, status } = await run(['safety', 'eval', fileOf(...lines), '--json']);
    expect(errors).toContain(said);
    expect(errors).not.toContain('秘密');
    expect(output).toBe('');
    expect(status).toBe(2);
  });

  it('ends with 1 when a file of the screening is missing', async () => {
    const flows = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-safety-')), 'flows');
    cpSync(path.join(root, 'flows'), flows, { recursive: true });
    rmSync(path.join(flows, 'safety', 'rules.yaml'));
    const { errors, status } = await run(['safety', 'eval', fileOf(...good), '--flows', flows]);
    expect(errors).toContain('rules.yaml cannot be used');
    expect(status).toBe(1);
  });
});
