import { readableInk } from '../../../../src/channels/web/ui/embed/readable-ink';

describe('the window on the embedding button', () => {
  it.each([
    ['rgb(42, 101, 96)', '#ffffff'],
    ['rgb(255, 255, 255)', '#1b1b1b'],
    ['rgb(255, 220, 120)', '#1b1b1b'],
    ['rgba(20, 20, 60, 1)', '#ffffff'],
  ])('is read well on %s', (colour, ink) => {
    expect(readableInk(colour)).toBe(ink);
  });
});
