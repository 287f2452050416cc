/** Where the desk's sign is. */
export const iconUrl = new URL('../style/icon.svg', import.meta.url).href;
