import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { judge } from '../../src/text';
import {
  buildIntentModelFile,
  IntentFilesError,
  loadIntentModel,
  readIntentExamples,
  recogniseIntent,
  trainIntentsModel,
} from '../../src/understanding';
import { shippedIntents } from './shipped-intents';

/** A folder as an organisation might keep it, with these files in place of its own. */
function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-intents-'));
  mkdirSync(path.join(folder, 'examples'));
  const all = {
    'greeting.yaml': 'specVersion: 1\nintent: greeting\nexamples:\n  ja: [こんにちは, こんばんは]\n',
    'thanks.yaml': 'specVersion: 1\nintent: thanks\nexamples:\n  ja: [ありがとう, 助かりました]\n',
    'cues.yaml': 'specVersion: 1\ncues:\n  thank: [ありがと, thanks]\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
  return folder;
}

function problemsOf(folder: string): readonly string[] {
  try {
    readIntentExamples(folder);
  } catch (fault) {
    if (fault instanceof IntentFilesError) return fault.problems;
    throw fault;
  }
  return [];
}

describe('phrases that staff write', () => {
  it('are read from YAML and from JSON Lines, each once', () => {
    const line = '{"text":"まいど","intent":"greeting"}\n';
    const { examples, cues } = readIntentExamples(folderWith({ 'examples/ours.jsonl': line + line }));
    expect(examples.map(({ text }) => text).sort()).toEqual(
      ['こんにちは', 'こんばんは', 'ありがとう', '助かりました', 'まいど'].sort(),
    );
    expect(cues).toEqual({ thank: ['ありがと', 'thanks'] });
  });

  it('are learnt', () => {
    const greetings = Array.from({ length: 8 }, (_, at) => `{"text":"ほなさいなら${at}","intent":"thanks"}`);
    const folder = folderWith({ 'examples/ours.jsonl': greetings.join('\n') });
    expect(recogniseIntent(trainIntentsModel(folder), 'ほなさいなら').intent).toBe('thanks');
  });

  it('may be absent beside the YAML', () => {
    expect(problemsOf(folderWith())).toEqual([]);
  });

  it.each([
    ['greeting.yaml', 'specVersion: 1\nintent: hello\nexamples: {}\n', /^greeting\.yaml: intent: /],
    ['greeting.yaml', 'specVersion: 2\nintent: greeting\nexamples: {}\n', /^greeting\.yaml: specVersion: /],
    ['greeting.yaml', 'specVersion: 1\nintent: greeting\nexamples: {fr: [salut]}\n', /examples: .*fr/],
    ['greeting.yaml', 'intent: [\n', /^greeting\.yaml:\d+: is not YAML/],
    [
      'hello.yaml',
      'specVersion: 1\nintent: greeting\nexamples: {}\n',
      /^hello\.yaml: .*rename it to greeting\.yaml/,
    ],
    ['cues.yaml', 'specVersion: 1\ncues: {peer: ピア}\n', /^cues\.yaml: cues\.peer: /],
    ['examples/ours.jsonl', '\n{"text":"うちの秘密"}\n', /^examples\/ours\.jsonl:2: intent: /],
    ['examples/ours.jsonl', 'うちの秘密\n', /^examples\/ours\.jsonl:1: /],
  ])('are refused where they are at fault: %s, %j', (name, text, said) => {
    const problems = problemsOf(folderWith({ [name]: text }));
    expect(problems).toEqual([expect.stringMatching(said)]);
    expect(problems.join()).not.toContain('秘密');
  });

  it('are missed when their folder is missing', () => {
    expect(problemsOf(path.join(tmpdir(), 'no-such-folder'))).toEqual([
      expect.stringContaining('add this folder'),
    ]);
  });
});

describe('the model that the build makes', () => {
  it('judges as one that is trained now', () => {
    const file = path.join(folderWith(), 'model.bin');
    writeFileSync(file, buildIntentModelFile(shippedIntents));
    const begun = performance.now();
    const built = loadIntentModel(shippedIntents, file);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(judge(built, '電話は何時からですか')).toEqual(
      judge(trainIntentsModel(shippedIntents), '電話は何時からですか'),
    );
  });

  it('is passed over once the examples have changed', () => {
    const before = folderWith();
    const file = path.join(before, 'model.bin');
    writeFileSync(file, buildIntentModelFile(before));
    const privacy = '{"text":"秘密ですか","intent":"privacy"}\n{"text":"秘密にして","intent":"privacy"}\n';
    const after = folderWith({ 'examples/ours.jsonl': privacy });
    expect(loadIntentModel(before, file).labels).toEqual(['greeting', 'thanks']);
    expect(loadIntentModel(after, file).labels).toEqual(['greeting', 'privacy', 'thanks']);
  });

  it('is passed over when it is broken', () => {
    const folder = folderWith({ 'model.bin': '{"fingerprint":' });
    expect(loadIntentModel(folder, path.join(folder, 'model.bin')).labels).toEqual(['greeting', 'thanks']);
  });
});
