import type { Choice, Message } from '../../../src/flow';

/** A first contact as flows write it, for looking at the page without a server behind it. Invented. */
export const greeting: { readonly messages: readonly Message[]; readonly choices: readonly Choice[] } = {
  messages: [
    {
      kind: 'text',
      text: 'こんにちは。「窓辺（まどべ）」です。\n開いてくださって、ありがとうございます。\n\nひきこもりの状態にある方と、ご家族やまわりの方のための場所です。\n見るだけでも、なにも書かなくても、かまいません。\nお返事しているのは、自動の案内です。',
    },
    {
      kind: 'text',
      text: '先に、記録のことをお伝えします。\n\n書いてくださったことと、えらんでくださったことは、ほかの人に読めない形（暗号）にして残します。\n最後のメッセージから365日で、自動で消えます。\n「消す」と送れば、いつでもぜんぶ消せます。',
    },
    {
      kind: 'card',
      title: '電話でも話せます',
      body: '0120-000-000\n相談の電話\n月〜金 午前10時〜午後5時（祝日・年末年始はお休み）\n\nいま、話せる時間です。午後5時までつながります。\n名前を言わずに話せます。無料です。',
      buttons: [{ kind: 'phone', label: '0120-000-000にかける', number: '0120-000-000' }],
    },
    {
      kind: 'text',
      text: 'よければ、お立場を教えてください。\n合いそうなご案内をするためです。\n答えなくても、できることは変わりません。',
    },
  ],
  choices: [
    { data: 'first-contact/hello/self', label: '本人です' },
    { data: 'first-contact/hello/family', label: '家族です' },
    { data: 'first-contact/hello/sibling', label: 'きょうだいです' },
    { data: 'first-contact/hello/friend', label: '友人・支援者です' },
    { data: 'first-contact/hello/unsaid', label: '答えない' },
    { data: 'move/person', label: '人と話したい' },
    { data: 'move/crisis', label: '24時間話せる電話' },
    { data: 'move/menu', label: 'メニュー' },
  ],
};

/** Several cards in one message, as a search answers. */
export const found: Message = {
  kind: 'cards',
  cards: ['ひなたの家', 'こもれび広場', 'みなと文庫'].map((title, index) => ({
    kind: 'card',
    title,
    body: '自由に過ごせる場所\n話さなくても、いるだけでもかまいません。',
    buttons: [
      { kind: 'link', label: 'ホームページを見る', url: `https://example.org/${index}` },
      ...(index === 0 ? [{ kind: 'phone' as const, label: '03-0000-0000', number: '03-0000-0000' }] : []),
    ],
  })),
};
