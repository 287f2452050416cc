import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config } from '../../src/app';
import { examineContent } from '../../src/app/doctor/examine-content';
import { examineFolder } from '../../src/app/doctor/examine-folder';
import { examineSettings } from '../../src/app/doctor/examine-settings';
import { examineStore } from '../../src/app/doctor/examine-store';
import { FakeClock } from '../support/fake-clock';
import { type OpenDoor, openDoor } from '../support/open-door';
import { runWith } from './command-with-server';
import { type Outcome } from './memory-terminal';

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';
const noon = FakeClock.at('2026-11-20T12:00:00+09:00');

let door: OpenDoor;
beforeAll(async () => {
  door = await openDoor('sqlite', { clock: noon });
  chmodSync(door.database.dataDir, 0o700);
  const phone = door.line.phone();
  await phone.follow();
  await phone.waitForAnswer();
});
afterAll(() => door.close());

describe('madobe doctor', () => {
  let plain: Outcome;
  let forMachine: Outcome;
  beforeAll(async () => {
    const set = {
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: accessToken,
      LINE_API_ORIGIN: door.line.origin,
      MADOBE_DATA_DIR: door.database.dataDir,
      MADOBE_MASTER_KEY: door.config.masterKey?.export().toString('base64'),
    };
    plain = await runWith(set, ['doctor']);
    forMachine = await runWith(set, ['doctor', '--json']);
  });

  it('looks at everything beside a running server, says what is well, and what to do about the rest', () => {
    const wellAreThese = [
      'Node.js',
      'The database opens.',
      'The master key opens',
      'access token works',
      'are free on',
    ];
    for (const said of wellAreThese) expect(plain.output).toMatch(new RegExp(`^ok     .*${said}`, 'm'));
    expect(plain.output).toMatch(/^mend {3}.*told to nobody\. Set MADOBE_ALARM_SMTP_URL/m);
    expect(plain.output).toMatch(/^mend {3}MADOBE_BASE_URL is not set/m);
    expect([plain.errors, plain.status]).toEqual(['', 1]);
  });

  it('prints the same for a machine', () => {
    const { ok, findings } = JSON.parse(forMachine.output);
    expect(ok).toBe(false);
    expect(findings).toContainEqual({ ok: true, subject: 'database', message: 'The database opens.' });
  });

  it('prints no secret', () => {
    for (const secret of [channelSecret, accessToken]) expect(plain.output).not.toContain(secret);
  });
});

describe('what it finds', () => {
  const toMend = (findings: readonly { readonly ok: boolean; readonly message: string }[]) =>
    findings.filter(({ ok }) => !ok).map(({ message }) => message);
  const settings = (set: Partial<Config>) => toMend(examineSettings({ ...door.config, ...set }));

  it('is no fault before the first start', async () => {
    const dataDirectory = join(tmpdir(), 'madobe-that-is-not-there');
    const config = { ...door.config, dataDirectory };
    expect(toMend([...(await examineStore(config, noon)), ...examineFolder(dataDirectory)])).toEqual([]);
  });

  it('names a master key that is not the database’s, and opens nothing with it', async () => {
    const { masterKey: _, ...other } = door.config;
    const found = await examineStore(
      { ...other, masterKey: null, dataDirectory: door.database.dataDir },
      noon,
    );
    expect(found).toEqual([expect.objectContaining({ ok: false, subject: 'keys' })]);
    rmSync(join(door.database.dataDir, 'master.key'));
  });

  it('names the folder that others can read', () => {
    chmodSync(door.database.dataDir, 0o755);
    expect(toMend(examineFolder(door.database.dataDir))).toEqual([expect.stringContaining('chmod go-rwx')]);
    chmodSync(door.database.dataDir, 0o700);
    expect(toMend(examineFolder(door.database.dataDir))).toEqual([]);
  });

  it('notices a clock that was set back, and not one that is half a minute off', async () => {
    const at = (time: string) => examineStore(door.config, FakeClock.at(time));
    expect(toMend(await at('2026-11-20T10:00:00+09:00'))).toEqual([expect.stringContaining('set back')]);
    expect(toMend(await at('2026-11-20T11:59:30+09:00'))).toEqual([]);
  });

  it('counts what is wrong in the conversations, and says where it is listed', () => {
    const flowsDirectory = mkdtempSync(join(tmpdir(), 'madobe-flows-'));
    cpSync('flows', flowsDirectory, { recursive: true });
    writeFileSync(join(flowsDirectory, 'menu.yaml'), 'flow: menu\n');
    const found = examineContent({ ...door.config, flowsDirectory }, noon.now());
    rmSync(flowsDirectory, { recursive: true });
    expect(toMend(found)).toEqual([expect.stringContaining('`madobe flows check` lists all')]);
  });

  it('names facts for people in danger that nobody has verified for long', () => {
    const inTenYears = FakeClock.at('2036-11-20T12:00:00+09:00').now();
    expect(toMend(examineContent(door.config, inTenYears)).join()).toContain('verifiedAt');
  });

  it('is well when somebody outside is told of alarms, and people have an address', () => {
    const alarm = { mail: null, webhookUrl: 'https://alarm.example/hook' };
    expect(settings({ alarm, baseUrl: 'https://madobe.example' })).toEqual([]);
  });
});
