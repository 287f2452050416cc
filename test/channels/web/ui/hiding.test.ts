import { Hiding, neutralPage } from '../../../../src/channels/web/ui/model/hiding';
import { shelf } from './shelf';

describe('hiding the page', () => {
  it('leads on again whenever the browser’s history comes back here', () => {
    const tab = shelf();
    new Hiding(() => tab).begin('https://example.org/');
    expect(new Hiding(() => tab).goingOnTo(true)).toBe('https://example.org/');
    expect(new Hiding(() => tab).goingOnTo(true)).toBe('https://example.org/');
  });

  it('is over when the page is opened anew', () => {
    const tab = shelf();
    new Hiding(() => tab).begin('https://example.org/');
    expect(new Hiding(() => tab).goingOnTo(false)).toBeNull();
    expect(new Hiding(() => tab).goingOnTo(true)).toBeNull();
  });

  it('works where the browser keeps nothing', () => {
    const hiding = new Hiding(() => {
      throw new Error('forbidden');
    });
    hiding.begin('https://example.org/');
    expect(hiding.goingOnTo(true)).toBeNull();
  });

  it('takes two quick presses of Escape, and not one after a rest', () => {
    const hiding = new Hiding(shelf);
    expect([0, 2000, 2400, 2600, 2700].map((at) => hiding.isSecondEscape(at))).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('the neutral page', () => {
  it('is the weather unless the organisation chose another', () => {
    expect(new URL(neutralPage(null)).hostname).toBe('www.jma.go.jp');
    expect(neutralPage('https://example.org/')).toBe('https://example.org/');
  });

  it('is nothing but an address of the web', () => {
    expect(neutralPage('javascript:alert(1)')).toBe(neutralPage(null));
  });
});
