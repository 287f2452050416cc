import { DeskApi, type RequestOptions } from '../../../src/desk/ui/model/desk-api';

type Asked = [url: string, options: RequestOptions];

function api(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  return {
    asked,
    api: new DeskApi(async (url, options) => {
      asked.push([url, options]);
      return answer();
    }),
  };
}

describe('the calls of the desk', () => {
  it('mark everything that changes something, and nothing that only looks', async () => {
    const { api: desk, asked } = api(() => new Response('{}'));
    await desk.queue();
    await desk.next();
    await desk.signOut();
    expect(asked.map(([url, { method, headers }]) => [method, url, headers?.['x-madobe']])).toEqual([
      ['GET', '/api/desk/queue', undefined],
      ['POST', '/api/desk/next', '1'],
      ['DELETE', '/api/desk/session', '1'],
    ]);
  });

  it('write ids into addresses so that none leads elsewhere', async () => {
    const { api: desk, asked } = api(() => new Response('{}'));
    await desk.talk('../staff');
    expect(asked[0]?.[0]).toBe('/api/desk/talks/..%2Fstaff');
  });

  it('answer an empty body with nothing', async () => {
    const { api: desk } = api(() => new Response(null, { status: 204 }));
    await expect(desk.next()).resolves.toBeNull();
  });

  it('tell what was refused, and which field', async () => {
    const { api: desk } = api(
      () => new Response('{"error":"desk_malformed","field":"login"}', { status: 400 }),
    );
    await expect(desk.queue()).rejects.toMatchObject({
      code: 'desk_malformed',
      field: 'login',
      isPassing: false,
    });
  });

  it('take an answer that is none, and no answer, for trouble that passes', async () => {
    const broken = api(() => new Response('<html>', { status: 502 }));
    await expect(broken.api.queue()).rejects.toMatchObject({ code: 'unreachable', isPassing: true });
    const gone = api(() => Promise.reject(new TypeError('fetch failed')));
    await expect(gone.api.queue()).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });
});
