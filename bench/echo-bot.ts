import { HTTPFetchError, LineBotClient, middleware, type webhook } from '@line/bot-sdk';
import express from 'express';
import { yardstickSettings } from './yardstick-settings';

/**
 * The yardstick: the smallest bot one writes with express and LINE's SDK. It verifies, answers with the same words,
 * stores nothing and forgets everything when it stops.
 */
const { port, channelSecret, accessToken, lineOrigin } = yardstickSettings();
const client = LineBotClient.fromChannelAccessToken({
  channelAccessToken: accessToken,
  apiBaseURL: lineOrigin,
});

const app = express();
app.post('/line/webhook', middleware({ channelSecret }), async (request, response) => {
  const { events } = request.body as { events: webhook.Event[] };
  response.status(200).end();
  await Promise.all(events.map(echo));
});
app.listen(port, '127.0.0.1');

async function echo(event: webhook.Event): Promise<void> {
  if (event.type !== 'message' || event.message.type !== 'text' || !event.replyToken) return;
  try {
    await client.replyMessage({
      replyToken: event.replyToken,
      messages: [{ type: 'text', text: event.message.text }],
    });
  } catch (fault) {
    if (!(fault instanceof HTTPFetchError)) throw fault;
  }
}
