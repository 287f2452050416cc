import { validateSignature } from '@line/bot-sdk';
import fc from 'fast-check';
import { signWebhook } from '../support/line-double';
import { writeWebhook } from '../support/line-double/sign-webhook';

describe('the signature', () => {
  it('is the one that LINE publishes as an example', () => {
    const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
    expect(signWebhook('8c570fa6dd201bb328f1c1eac23a96d8', body)).toBe(
      'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=',
    );
  });

  it('is accepted by LINE’s own SDK for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const bytes = writeWebhook({ words });
        return validateSignature(bytes, 'invented-secret', signWebhook('invented-secret', bytes));
      }),
    );
  });
});

describe('the bytes', () => {
  it('hold some emoji as escapes and others as they are, so that re-written JSON differs', () => {
    const bytes = writeWebhook({ text: '🥰😊' }).toString('utf8');
    expect(bytes).toBe('{"text":"\\uD83E\\uDD70😊"}');
    expect(JSON.stringify(JSON.parse(bytes))).not.toBe(bytes);
  });

  it('say the same whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        expect(JSON.parse(writeWebhook({ words }).toString('utf8'))).toEqual({ words });
      }),
    );
  });
});
