import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDemo } from '../../src/cli/demo-command';
import { runWith } from './command-with-server';

test('a folder in which something stands is refused kindly and left as it is', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'madobe-own-'));
  writeFileSync(join(directory, 'madobe.sqlite'), 'somebody’s own');
  const { status, output, errors } = await runWith({}, ['demo', '--directory', directory]);
  expect({ status, output }).toEqual({ status: 1, output: '' });
  expect(errors).toContain(`${directory} is not empty, so nothing was done there.`);
  expect(errors).toContain('madobe demo --directory');
  expect(readdirSync(directory)).toEqual(['madobe.sqlite']);
  rmSync(directory, { recursive: true });
});

test('it says where to look, and how each of the staff comes in', () => {
  const account = { id: '1', login: 'tsumugi', name: '中村 つむぎ', role: 'administrator' as const };
  const told = renderDemo(
    [
      {
        ...account,
        password: 'abcd-efgh',
        secondFactor: { secret: 'BASE32', recoveryCodes: ['a', 'b', 'c', 'd'] },
      },
    ],
    { origin: 'http://localhost:3000', directory: '/somewhere/data-demo' },
  );
  for (const part of [
    'つくり話',
    'http://localhost:3000/desk',
    '/somewhere/data-demo',
    'abcd-efgh',
    'BASE32',
    'a b c',
  ])
    expect(told).toContain(part);
});
