import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadRecordTemplate } from '../../../src/app/content';

describe('the record sheet of a flows folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'madobe-sheet-'));
    mkdirSync(path.join(folder, 'desk'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string) => writeFileSync(path.join(folder, 'desk', 'record.yaml'), text);
  const problems = (): readonly string[] => {
    try {
      loadRecordTemplate(folder);
      return [];
    } catch (fault) {
      return String(fault).replace('Error: ', '').replaceAll(folder, 'flows').split('\n');
    }
  };

  test('is the shipped one as it is written, with a version that changes with it', () => {
    const shipped = loadRecordTemplate('flows');
    expect(shipped.title).toBe('支援記録票');
    expect(shipped.fields.length).toBeGreaterThan(6);
    write('title: 記録\nfields:\n  - { id: a, label: 様子, kind: text }\n');
    const before = loadRecordTemplate(folder).version;
    write('title: 記録\nfields:\n  - { id: a, label: ご様子, kind: text }\n');
    expect(loadRecordTemplate(folder).version).not.toBe(before);
  });

  test('has no fields in a folder that is older than records', () => {
    expect(loadRecordTemplate(folder)).toMatchObject({ title: '支援記録票', fields: [] });
  });

  test('names the file and the line of what is wrong, and what to do', () => {
    write(
      [
        'title: 記録',
        'fields:',
        '  - { id: a, label: 様子, kind: text }',
        '  - { id: a, label: 願い, kind: text }',
        '  - { id: b, label: 連絡, kind: choice, choices: [{ id: x, label: 電話 }] }',
        '  - { id: c, label: 日, kind: day }',
        '  - { id: d, label: 余分, kind: text, colour: red }',
      ].join('\n'),
    );
    const found = problems();
    expect(found.map((line) => line.split(': ')[0]).sort()).toEqual([
      'flows/desk/record.yaml:5',
      'flows/desk/record.yaml:6',
      'flows/desk/record.yaml:7',
    ]);
    expect(found.join('\n')).toContain('colour');
    write(
      'title: 記録\nfields:\n  - { id: a, label: 様子, kind: text }\n  - { id: a, label: 願い, kind: text }\n',
    );
    expect(problems()).toEqual([
      expect.stringMatching(/^flows\/desk\/record\.yaml:4: .*is taken by another field/),
    ]);
  });
});
