import { execFile } from 'node:child_process';
import { readAllowList } from './allow-list';
import { judgeAudit } from './judge-audit';

const ASK_WITHIN_MS = 20_000;
const today = new Date().toISOString().slice(0, 10);

/** What npm prints about the packages of the lock file. Asked with nothing cached: offline, npm finds all well. */
function askRegistry(): Promise<string> {
  const options = ['--offline=false', '--prefer-offline=false', '--fetch-retries=0', '--fetch-timeout=10000'];
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['audit', '--json', '--package-lock-only', ...options],
      { timeout: ASK_WITHIN_MS, maxBuffer: 64 * 1_024 * 1_024 },
      // It ends with 1 both when it found something and when it could not ask.
      (_fault, printed) => resolve(printed),
    );
  });
}

test('no dependency has a known weakness but those that are borne for now', async () => {
  const result = judgeAudit(await askRegistry(), readAllowList().weaknesses, today);
  if (result.kind === 'not-audited') {
    // Nothing is known then; whoever reads the run has to see it.
    process.stderr.write(`\nThe dependencies were NOT audited: ${result.why}.\n`);
    expect(result.why).toMatch(/\S/);
  } else expect(result.findings).toEqual([]);
}, 30_000);

describe('an audit', () => {
  const advisory = {
    source: 1,
    name: 'some-package',
    severity: 'high',
    title: 'Says too much',
    url: 'https://advisories.example/GHSA-aaaa-bbbb-cccc',
    range: '<2',
  };
  const report = (via: readonly unknown[]) =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: {
        'some-package': { name: 'some-package', via },
        above: { name: 'above', via: ['some-package'] },
      },
      metadata: {},
    });
  const entry = {
    advisory: 'GHSA-aaaa-bbbb-cccc',
    package: 'some-package',
    reason: 'Only the part that writes is used.',
    until: '2026-12-31',
  };

  it('that finds a weakness fails, once for each, whoever it comes by', () => {
    expect(judgeAudit(report([advisory, advisory]), [], '2026-11-21')).toEqual({
      kind: 'audited',
      findings: ['some-package: high, GHSA-aaaa-bbbb-cccc: Says too much'],
    });
  });

  it('that finds what is borne passes up to the last day, and fails after it', () => {
    expect(judgeAudit(report([advisory]), [entry], '2026-12-31')).toEqual({ kind: 'audited', findings: [] });
    expect(judgeAudit(report([advisory]), [entry], '2027-01-01')).toEqual({
      kind: 'audited',
      findings: ['some-package: GHSA-aaaa-bbbb-cccc was borne until 2026-12-31, which is over'],
    });
  });

  it('does not take an entry for another package, or for another weakness of the same', () => {
    const others = [
      { ...entry, package: 'another' },
      { ...entry, advisory: 'GHSA-xxxx-yyyy-zzzz' },
    ];
    const result = judgeAudit(report([advisory]), others, '2026-11-21');
    expect(result).toMatchObject({
      findings: expect.arrayContaining([expect.stringMatching(/^some-package: high/)]),
    });
  });

  it('asks for an entry to go when nothing needs it any more', () => {
    expect(judgeAudit(report([]), [entry], '2026-11-21')).toEqual({
      kind: 'audited',
      findings: ['some-package: GHSA-aaaa-bbbb-cccc is on the list, and nothing needs it any more'],
    });
  });

  it.each([
    ['that answers no audits', JSON.stringify({ message: '405 …', statusCode: 405, body: '' }), '405'],
    [
      'that is not there',
      JSON.stringify({ message: 'request to … failed', error: { code: 'ENOTFOUND' } }),
      'reached',
    ],
    ['of which nothing is heard', '', 'npm could not'],
    ['that answers with something else', '<html>', 'npm could not'],
  ])('of a registry %s is no audit, and is neither passed nor failed', (_, printed, why) => {
    expect(judgeAudit(printed, [], '2026-11-21')).toEqual({
      kind: 'not-audited',
      why: expect.stringContaining(why),
    });
  });
});
