import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../../src/app/config';

/** Runs in a new folder and puts the process back as it was. */
function inNewFolder(prepare: (folder: string) => void, run: () => void): void {
  const before = process.cwd();
  const variable = process.env.PORT;
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-env-'));
  prepare(folder);
  process.chdir(folder);
  try {
    run();
  } finally {
    process.chdir(before);
    if (variable === undefined) delete process.env.PORT;
    else process.env.PORT = variable;
  }
}

const envFile = (text: string) => (folder: string) => writeFileSync(path.join(folder, '.env'), text);

describe('the configuration of this process', () => {
  it('takes what .env says, comments and quotes as usual', () => {
    inNewFolder(envFile('# a comment\nMADOBE_TIME_ZONE="Europe/Paris"\n'), () => {
      expect(loadConfig()).toMatchObject({ config: { timeZone: 'Europe/Paris', port: 8080 } });
    });
  });

  it('lets the real environment win over .env', () => {
    inNewFolder(envFile('PORT=1111\n'), () => {
      process.env.PORT = '2222';
      expect(loadConfig()).toMatchObject({ config: { port: 2222 } });
    });
  });

  it('does not put .env into the environment of the process', () => {
    inNewFolder(envFile('PORT=1111\n'), () => {
      delete process.env.PORT;
      loadConfig();
      expect(process.env.PORT).toBeUndefined();
    });
  });

  it('needs no .env', () => {
    inNewFolder(
      () => {},
      () => expect(loadConfig()).toHaveProperty('config'),
    );
  });

  it('finds a typing error in .env', () => {
    inNewFolder(envFile('MADOBE_LOGLEVEL=warn\n'), () => {
      expect(loadConfig()).toMatchObject({ faults: [{ variable: 'MADOBE_LOGLEVEL' }] });
    });
  });

  it('refuses to start past a .env that it cannot read', () => {
    inNewFolder(
      (folder) => mkdirSync(path.join(folder, '.env')),
      () =>
        expect(loadConfig()).toMatchObject({
          faults: [{ variable: '.env', problem: 'is there but cannot be read (EISDIR)' }],
        }),
    );
  });
});
