import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateSpec } from '../../src/flow/spec-version';
import { loadSmallSet, said, Talk } from './small-set';

describe('files of an older version of the language', () => {
  it('are brought to the current one, and keep everything else', () => {
    expect(migrateSpec({ specVersion: 1, flow: 'a', steps: {} })).toEqual({
      specVersion: 2,
      flow: 'a',
      steps: {},
    });
  });

  it('of the current version, or of one nobody knows, stay as they are', () => {
    for (const written of [
      { specVersion: 2 },
      { specVersion: 99 },
      { specVersion: 'two' },
      {},
      null,
      'text',
      [],
    ]) {
      expect(migrateSpec(written)).toEqual(written);
    }
  });

  it('are talked to beside newer ones', () => {
    const text = readFileSync(join(__dirname, 'small-set/flows/menu.yaml'), 'utf8');
    expect(text).toContain('specVersion: 1');
    const older = loadSmallSet();
    const newer = loadSmallSet((file, was) =>
      file === 'flows/menu.yaml' ? was.replace('specVersion: 1', 'specVersion: 2') : was,
    );
    const menuOf = (flows: typeof older) => said(new Talk(flows).tap('move/menu'));
    expect(menuOf(newer)).toEqual(menuOf(older));
  });
});
