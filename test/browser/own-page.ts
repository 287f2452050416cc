import type { BrowserContext, Page } from 'playwright-core';

/** Makes every page of a context take this for the present moment in the dates it shows. Its timers run as always. */
export async function standAt(context: BrowserContext, now: number): Promise<void> {
  await context.addInitScript((moment) => {
    Date.now = () => moment;
  }, now);
}

/** Makes every page of a context go on with the device's own font, as on a line where data is to be saved. */
export async function saveData(context: BrowserContext): Promise<void> {
  await context.addInitScript({
    content: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`,
  });
}

/**
 * Gathers what the browser complains about from now on: what the page's own policy blocked, what the page threw, and
 * what it asked of other hosts.
 */
export function listenForComplaints(page: Page, isOwn: (url: string) => boolean): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (fault) => complaints.push(`threw: ${fault.message}`));
  page.on('console', (message) => {
    // Refused requests are part of the play.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!isOwn(request.url())) complaints.push(`asked ${request.url()}`);
  });
  return complaints;
}
