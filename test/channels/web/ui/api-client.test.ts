import { ApiClient, Problem, type RequestOptions } from '../../../../src/channels/web/ui/model/api-client';

function clientOf(answer: () => Response) {
  const asked: { url: string; options: RequestOptions }[] = [];
  const client = new ApiClient(async (url, options) => {
    asked.push({ url, options });
    return answer();
  }, '1');
  return { client, asked };
}

const problemOf = async (client: ApiClient): Promise<Problem> => {
  const fault = await client.session().then(
    () => null,
    (each: unknown) => each,
  );
  if (!(fault instanceof Problem)) throw new Error('It was no problem.');
  return fault;
};

describe('the page’s requests', () => {
  it('carry the mark of the page where they change something', async () => {
    const { client, asked } = clientOf(() => Response.json({}, { status: 202 }));
    await client.post({ id: 'a', event: { kind: 'text', text: 'こんにちは' } });
    expect(asked[0]?.url).toBe('/api/messages');
    expect(asked[0]?.options.headers?.['x-madobe']).toBe('1');
  });

  it('understand an answer without a body', async () => {
    const { client } = clientOf(() => new Response(null, { status: 204 }));
    await expect(client.endSession()).resolves.toBeUndefined();
  });

  it('tell a refusal by its code, and how long to wait', async () => {
    const { client } = clientOf(() =>
      Response.json({ error: 'rate_limited' }, { status: 429, headers: { 'retry-after': '30' } }),
    );
    expect(await problemOf(client)).toMatchObject({ code: 'rate_limited', waitMs: 30_000, isPassing: true });
  });

  it('do not pass when the same would be refused again', async () => {
    const { client } = clientOf(() => Response.json({ error: 'message_too_long' }, { status: 413 }));
    expect((await problemOf(client)).isPassing).toBe(false);
  });

  it('take what is not ours, such as a proxy’s page, for trouble that passes', async () => {
    const { client } = clientOf(() => new Response('<html>', { status: 502 }));
    expect(await problemOf(client)).toMatchObject({ isPassing: true });
  });

  it('say so when nobody can be reached', async () => {
    const client = new ApiClient(() => Promise.reject(new TypeError('failed')), '1');
    expect(await problemOf(client)).toMatchObject({ code: 'unreachable', isPassing: true });
  });
});
