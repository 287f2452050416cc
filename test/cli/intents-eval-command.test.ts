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
  '\uFEFF{"text":"電話は何時からですか","intent":"phone_info","id":7}',
  '',
  '{"text":"ありがとうございます","intent":"thanks"}\r',
  '{"text":"明日の天気は？","intent":"phone_info"}',
];

describe('madobe intents eval', () => {
  it('gives a machine the rows in their order with what was predicted, and the figures', async () => {
    const { output, errors, status } = await run(['intents', 'eval', fileOf(...good), '--json']);
    expect(errors).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      n: 3,
      rows: [
        { text: '電話は何時からですか', intent: 'phone_info', id: 7, predicted: 'phone_info' },
        { text: 'ありがとうございます', intent: 'thanks', predicted: 'thanks' },
        { text: '明日の天気は？', intent: 'phone_info', predicted: 'out_of_scope' },
      ],
      accuracy: 2 / 3,
      labels: [
        { label: 'out_of_scope', count: 0, precision: 0, recall: null },
        { label: 'phone_info', count: 2, precision: 1, recall: 0.5 },
        { label: 'thanks', count: 1, precision: 1, recall: 1 },
      ],
      confusion: { phone_info: { phone_info: 1, out_of_scope: 1 }, thanks: { thanks: 1 } },
    });
  });

  it('shows people the figures, what was confused, and the misses', async () => {
    const { output, status } = await run(['intents', 'eval', fileOf(...good)]);
    expect(output).toMatch(/^3 examples, accuracy 66\.7 %\n/);
    expect(output).toMatch(/phone_info +2 +100\.0 % +50\.0 %/);
    expect(output).toContain('1 × phone_info taken for out_of_scope');
    expect(output).toContain('"明日の天気は？"');
    expect(status).toBe(0);
  });

  it.each([
    ['is not JSON', ['{"text":"はい","intent":"thanks"}', 'うちの秘密'], ':2: is not JSON'],
    ['lacks its text', ['{"intent":"thanks"}'], ':1: `text`'],
    ['has an intent that nobody knows', ['{"text":"うちの秘密","intent":"x"}'], ':1: `intent`'],
    ['is no object', ['"うちの秘密"'], ':1: `the line`'],
  ])('ends with 2 and names the line when one %s', async (_, lines, said) => {
    const { output, errors, status } = await run(['intents', 'eval', fileOf(...lines), '--json']);
    expect(errors).toContain(said);
    expect(errors).not.toContain('秘密');
    expect(output).toBe('');
    expect(status).toBe(2);
  });

  it('ends with 2 when there is nothing to measure', async () => {
    expect(await run(['intents', 'eval', fileOf('')])).toMatchObject({
      errors: expect.stringContaining('holds no examples'),
      status: 2,
    });
    expect(await run(['intents', 'eval', path.join(tmpdir(), 'no-such-file.jsonl')])).toMatchObject({
      errors: expect.stringContaining('cannot be read'),
      status: 2,
    });
    expect((await run(['intents', 'eval'])).status).toBe(2);
  });

  it('ends with 1 when the intents themselves are at fault, and says where', async () => {
    const flows = mkdtempSync(path.join(tmpdir(), 'madobe-flows-'));
    cpSync(path.join(root, 'flows', 'intents'), path.join(flows, 'intents'), { recursive: true });
    writeFileSync(path.join(flows, 'intents', 'thanks.yaml'), 'intent: [\n');
    const words = ['intents', 'eval', fileOf(...good), '--flows', flows];
    expect(await run(words)).toMatchObject({
      output: '',
      errors: expect.stringMatching(/^thanks\.yaml:\d+: is not YAML/),
      status: 1,
    });
    rmSync(path.join(flows, 'intents'), { recursive: true });
    expect(await run(words)).toMatchObject({
      errors: expect.stringContaining('add this folder'),
      status: 1,
    });
  });
});
