/** The part of the Network Information API that is asked for. Not every browser has it. */
interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/**
 * Fetches the font once everything else stands, so that nothing waits for it; each part of it comes when a character of
 * that part is shown. A slow line, or one where data is to be saved, goes on with the device's own font.
 */
export function bringFont(): void {
  const { connection } = navigator as Navigator & { readonly connection?: Connection };
  if (connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? '')) return;
  void import('../style/font');
}
