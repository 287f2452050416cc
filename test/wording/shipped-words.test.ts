import path from 'node:path';
import { readWrittenTexts } from '../../src/cli/read-written-texts';
import { isAllowed } from '../../src/wording';
import { findingsIn, shippedLinter } from './shipped-linter';

const locales = path.resolve(__dirname, '../../locales');

describe('the shipped words', () => {
  it('press on nobody, in any language, or were read by a person who says why they stay', async () => {
    const { allowed } = shippedLinter().material;
    const texts = readWrittenTexts([locales]);
    const found: string[] = [];
    for (const { file, line, text } of texts) {
      for (const finding of await findingsIn(text)) {
        if (isAllowed(allowed, text, finding)) continue;
        const words = text.slice(finding.start, finding.end);
        found.push(`${path.relative(locales, file)}:${line} ${finding.category}: ${words}`);
      }
    }
    expect(texts.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });
});
