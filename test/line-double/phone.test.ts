import { FakeClock } from '../support/fake-clock';
import { LineDouble, type Phone } from '../support/line-double';
import { accessToken, call, channelSecret, quick, StandInServer, text } from './stand-in-server';

const card = {
  type: 'flex',
  altText: '電話相談',
  contents: {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      contents: [
        { type: 'text', text: '電話相談' },
        { type: 'button', action: { type: 'uri', label: '電話する', uri: 'tel:0120-000-000' } },
      ],
    },
  },
};
const menu = {
  type: 'template',
  altText: 'メニュー',
  template: {
    type: 'buttons',
    text: 'メニュー',
    actions: [
      { type: 'postback', label: '予約', data: 'menu/booking' },
      { type: 'message', label: '話す', text: '人と話したい' },
      { type: 'datetimepicker', label: '日を選ぶ', data: 'menu/day', mode: 'date' },
    ],
  },
};

describe('a phone', () => {
  let server: StandInServer;
  let line: LineDouble;
  let phone: Phone;

  beforeEach(async () => {
    server = new StandInServer();
    await server.start();
    const clock = FakeClock.at('2026-11-20T10:00:00+09:00');
    line = await LineDouble.start({ clock, channelSecret, accessToken, webhookUrl: server.url });
    phone = line.phone();
    await phone.follow();
  });
  afterEach(async () => {
    await server.stop();
    await line.stop();
  });

  const push = async (...messages: readonly unknown[]) => {
    const { status } = await call(line.origin, 'POST', '/v2/bot/message/push', {
      to: phone.userId,
      messages,
    });
    expect(status).toBe(200);
  };
  const lastEvent = () => server.events.at(-1);

  it('is the same one for the same person', () => {
    expect(line.phone(phone.userId)).toBe(phone);
    expect(line.phone()).not.toBe(phone);
  });

  it('shows both sides in order', async () => {
    await push(text('こんにちは'), card);
    await phone.text('はい');
    await phone.sticker();
    expect(phone.screen.map(({ from, text }) => [from, text])).toEqual([
      ['bot', 'こんにちは'],
      ['bot', '電話相談'],
      ['person', 'はい'],
      ['person', '[sticker]'],
    ]);
    expect(line.delivered.get(phone.userId)).toHaveLength(2);
  });

  describe('with quick replies', () => {
    it('shows those of the newest message only', async () => {
      await push(quick('一', '古い'), quick('二', '新しい'));
      expect(phone.quickReplies).toEqual(['新しい']);
      await expect(phone.tap('古い')).rejects.toThrow('there are: 新しい');
    });

    it('sends the postback of a tap and shows its words as the person’s own', async () => {
      await push(quick('どちらですか', '本人', '家族'));
      await phone.tap('家族');
      expect(lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'who/ask/家族' } });
      expect(phone.newest).toMatchObject({ from: 'person', text: '家族' });
      expect(server.events).toHaveLength(2);
    });

    it('loses them by a tap, even one that shows nothing', async () => {
      await push({
        ...text('どちらですか'),
        quickReply: { items: [{ type: 'action', action: { type: 'postback', label: '本人', data: 'a' } }] },
      });
      await phone.tap('本人');
      expect(phone.newest?.from).toBe('bot');
      expect(phone.quickReplies).toEqual([]);
      await expect(phone.tap('本人')).rejects.toThrow('there are: none');
    });

    it('loses them by a new message of either side', async () => {
      await push(quick('どちらですか', '本人'));
      await push(text('おまたせしました'));
      expect(phone.quickReplies).toEqual([]);
      await push(quick('どちらですか', '本人'));
      await phone.text('ええと');
      expect(phone.quickReplies).toEqual([]);
    });

    it('writes what a message action says', async () => {
      await push({
        ...text('どうしますか'),
        quickReply: {
          items: [{ type: 'action', action: { type: 'message', label: '話す', text: '人と話したい' } }],
        },
      });
      await phone.tap('話す');
      expect(lastEvent()).toMatchObject({ type: 'message', message: { type: 'text', text: '人と話したい' } });
    });
  });

  describe('with buttons in messages', () => {
    it('can tap them for ever, however far up', async () => {
      await push(menu);
      await push(text('一'));
      await phone.text('はい');
      await phone.tapButton('予約');
      await phone.tapButton('予約');
      expect(server.events.slice(-2).map((event) => event.postback)).toEqual([
        { data: 'menu/booking' },
        { data: 'menu/booking' },
      ]);
    });

    it('opens numbers and links itself: the server hears nothing', async () => {
      await push(card);
      const before = server.events.length;
      expect(await phone.tapButton('電話する')).toEqual({ sent: null, uri: 'tel:0120-000-000' });
      expect(server.events).toHaveLength(before);
    });

    it('picks a date', async () => {
      await push(menu);
      await phone.tapButton('日を選ぶ', '2026-11-26');
      expect(lastEvent()).toMatchObject({ postback: { data: 'menu/day', params: { date: '2026-11-26' } } });
    });

    it('cannot tap what is not there', async () => {
      await push(menu);
      await expect(phone.tapButton('電話する')).rejects.toThrow('there are: 予約, 話す, 日を選ぶ');
    });
  });

  it('takes back its own messages only, and only once', async () => {
    const { messageId } = await phone.text('やっぱりやめます');
    await push(text('はい'));
    await phone.unsend(messageId ?? '');
    expect(lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId } });
    expect(lastEvent()).not.toHaveProperty('replyToken');
    expect(JSON.stringify(phone.screen)).not.toContain('やっぱり');
    await expect(phone.unsend(messageId ?? '')).rejects.toThrow('Only an own message');
    await expect(phone.unsend(phone.botMessages[0]?.id ?? '')).rejects.toThrow('Only an own message');
  });

  it('that blocked the account cannot write to it, and says so when it comes back', async () => {
    await phone.unfollow();
    expect(lastEvent()?.type).toBe('unfollow');
    expect(lastEvent()).not.toHaveProperty('replyToken');
    await expect(phone.text('はい')).rejects.toThrow('blocked');
    await phone.follow();
    expect(lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
  });

  it('waits for the answer to its last act, and is not taken in by an answer to an earlier one', async () => {
    const first = await phone.text('一');
    const firstToken = lastEvent()?.replyToken;
    await phone.text('二');
    const secondToken = lastEvent()?.replyToken;
    const answer = phone.waitForAnswer();
    const reply = (replyToken: unknown, words: string) =>
      call(line.origin, 'POST', '/v2/bot/message/reply', { replyToken, messages: [text(words)] });
    await reply(firstToken, '一の答え');
    await reply(secondToken, '二の答え');
    expect((await answer).map((entry) => entry.text)).toEqual(['二の答え']);
    expect(phone.botMessages[0]?.answers).toBe(first.eventId);
  });

  it('takes a push for the answer too', async () => {
    await phone.text('一');
    await push(text('おそくなりました'));
    expect(await phone.waitForAnswer()).toMatchObject([{ text: 'おそくなりました' }]);
  });

  it('waits for so many messages in all', async () => {
    const both = phone.waitForMessages(2);
    await push(text('一'));
    await push(text('二'));
    expect(await both).toHaveLength(2);
  });

  it('gives up waiting', async () => {
    await phone.text('一');
    await expect(phone.waitForAnswer(1)).rejects.toThrow('in vain');
  });
});
