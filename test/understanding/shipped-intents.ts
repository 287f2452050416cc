import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Example } from '../../src/text';
import { type Intent, intentLineSchema } from '../../src/understanding';

const root = path.resolve(__dirname, '../..');

/** Where the shipped examples are. */
export const shippedIntents = path.join(root, 'flows', 'intents');

/** What one hand wrote, without seeing the examples. */
export function writtenByHand(hand: 1 | 2): readonly Example<Intent>[] {
  const file = path.join(root, 'test', 'sets', `hand-${hand}`, 'intents.jsonl');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => intentLineSchema.parse(JSON.parse(line)))
    .map(({ text, intent }) => ({ text, label: intent }));
}
