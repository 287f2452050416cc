import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const ofTheSystem = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What a browser in a container needs. Everything that protects a page is left as people have it. */
const args = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  // Nobody but this machine is ever asked for anything.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Opens a real browser: the system's Chromium when there is one, else the one that came with the packages. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = ofTheSystem.find((each) => existsSync(each)) ?? (await packedBrowser());
  return chromium.launch({ executablePath, args, headless: true });
}

async function packedBrowser(): Promise<string> {
  // It unpacks itself into TMPDIR, once.
  process.env.TMPDIR ??= '/tmp';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
