import { join } from 'node:path';
import { loadServices } from '../../src/conversation/services';
import { checkFlows, formatProblem, loadFlows } from '../../src/flow';

const root = join(__dirname, '..', '..');

describe('the shipped flows', () => {
  const loaded = loadFlows({ flows: join(root, 'flows'), locales: join(root, 'locales') });

  it('can be read in all languages', () => {
    expect(loaded.ok ? [] : loaded.problems.map(formatProblem)).toEqual([]);
  });

  it('pass every check', () => {
    const services = loadServices({
      flowsDir: join(root, 'flows'),
      localesDir: join(root, 'locales'),
      timeZone: 'Asia/Tokyo',
    });
    const problems = loaded.ok ? checkFlows(loaded.flows, services) : loaded.problems;
    expect(problems.map(formatProblem)).toEqual([]);
  });
});
