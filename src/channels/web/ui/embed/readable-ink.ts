/**
 * Black or white, whichever is read better on a colour.
 * @param colour as browsers compute it: `rgb(42, 101, 96)`
 */
export function readableInk(colour: string): '#ffffff' | '#1b1b1b' {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  // Where the contrast to white and to near-black is the same (WCAG 2.2, relative luminance).
  return luminance > 0.2 ? '#1b1b1b' : '#ffffff';
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
