import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './memory-terminal';

const root = path.resolve(__dirname, '../..');

function folder(): string {
  return mkdtempSync(path.join(tmpdir(), 'madobe-lint-'));
}

describe('madobe wording lint', () => {
  it('finds nothing in a gentle letter, and ends with 0', async () => {
    const file = path.join(folder(), 'letter.txt');
    writeFileSync(file, 'お便りをありがとうございます。\nお返事はなくても大丈夫です。\n');
    const { output, errors, status } = await run(['wording', 'lint', file]);
    expect(output).toBe('Nothing in these words presses on anybody, as far as a machine can see.\n');
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('says where words press, why, and what might stand instead, and ends with 1', async () => {
    const file = path.join(folder(), 'letter.txt');
    writeFileSync(file, 'お便りをありがとうございます。\n頑張ってください。\n');
    const { output, status } = await run(['wording', 'lint', file]);
    expect(output).toMatch(/letter\.txt:2: "頑張ってくだ": coercion \/ 強いる \(rule\)/);
    expect(output).toContain('For instance: 無理のないように');
    expect(output).toMatch(/\n1 place to look at again\.\n$/);
    expect(status).toBe(1);
  });

  it('reads the words of YAML, and not what people themselves may write', async () => {
    const where = folder();
    mkdirSync(path.join(where, 'ja'));
    const file = path.join(where, 'ja', 'hello.yaml');
    writeFileSync(file, 'hello: こんにちは。\nalso: [頑張ってください]\npush: |-\n  頑張ってください。\n');
    const { output, status } = await run(['wording', 'lint', where, '--json']);
    const { ok, findings } = JSON.parse(output);
    expect(ok).toBe(false);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      file,
      line: 3,
      category: 'coercion',
      by: 'rule',
      text: '頑張ってくだ',
    });
    expect(status).toBe(1);
  });

  it('lets through what an organisation has read and allowed', async () => {
    const where = folder();
    cpSync(path.join(root, 'flows', 'wording'), path.join(where, 'wording'), { recursive: true });
    const allowed = '- { text: 頑張ってください。, reason: the title of a song }\n';
    writeFileSync(path.join(where, 'wording', 'allowed.yaml'), allowed);
    const file = path.join(where, 'letter.txt');
    writeFileSync(file, '曲名は、頑張ってください。');
    expect((await run(['wording', 'lint', file, '--flows', where])).status).toBe(0);
    expect((await run(['wording', 'lint', file])).status).toBe(1);
  });

  it('ends with 2 when a file is missing, or is not the YAML it says it is', async () => {
    const missing = await run(['wording', 'lint', '/nowhere/letter.txt']);
    expect(missing.errors).toContain('/nowhere/letter.txt');
    expect(missing.status).toBe(2);

    const file = path.join(folder(), 'broken.yaml');
    writeFileSync(file, 'hello: [\n');
    const broken = await run(['wording', 'lint', file]);
    expect(broken.errors).toMatch(/broken\.yaml:\d+: is not YAML/);
    expect(broken.status).toBe(2);
  });

  it('ends with 1 and names the file when the rules cannot be used', async () => {
    const where = folder();
    cpSync(path.join(root, 'flows', 'wording'), path.join(where, 'wording'), { recursive: true });
    writeFileSync(path.join(where, 'wording', 'prh.yml'), 'version: 1\nrules: [{}]\n');
    const file = path.join(where, 'letter.txt');
    writeFileSync(file, 'こんばんは。');
    const { errors, status } = await run(['wording', 'lint', file, '--flows', where]);
    expect(errors).toMatch(/prh\.yml cannot be used/);
    expect(status).toBe(1);
  });
});
