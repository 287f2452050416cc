import { readRoute, routePath } from '../../../../src/channels/web/ui/model/routes';

describe('an address', () => {
  it.each([
    '/',
    '/letters',
    '/letters/new',
    '/letters/abc',
    '/registered',
    '/device',
    '/kept',
    '/resume',
    '/room/tok_en',
  ])('leads to its page and back: %s', (address) => {
    expect(routePath(readRoute(address))).toBe(address);
  });

  it('inside another site’s page is the chat', () => {
    expect(readRoute('/embed')).toEqual({ page: 'chat' });
  });

  it('may end with a slash', () => {
    expect(readRoute('/letters/')).toEqual({ page: 'letters' });
  });

  it.each(['/nothing', '/letters/a/b', '/room', '/room/a/b', '/chat'])(
    'without a page is unknown: %s',
    (address) => {
      expect(readRoute(address)).toEqual({ page: 'unknown' });
    },
  );
});
