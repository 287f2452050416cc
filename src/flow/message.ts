/** The languages Madobe speaks: Japanese, やさしい日本語 (plain Japanese), English. */
export const languages = ['ja', 'ja-easy', 'en'] as const;
export type Language = (typeof languages)[number];

/** A paragraph of plain text. Lines are separated by `\n`. */
export interface TextMessage {
  readonly kind: 'text';
  readonly text: string;
}

/** Something on a card that can be tapped without answering a question. */
export type CardButton =
  | {
      readonly kind: 'phone';
      readonly label: string /** As printed, such as `0120-529-528`. */;
      readonly number: string;
    }
  | { readonly kind: 'link'; readonly label: string /** Absolute https URL. */; readonly url: string };

/** A titled block with phone numbers or links that can be tapped. Channels that cannot, print them. */
export interface CardMessage {
  readonly kind: 'card';
  readonly title: string;
  /** Empty only in a row of cards, where nothing more is known. */
  readonly body: string;
  readonly buttons: readonly CardButton[];
}

/** Several cards that belong together, such as what a search found: shown side by side, or one under the other. */
export interface CardsMessage {
  readonly kind: 'cards';
  /** One to {@link cardsAtMost}. */
  readonly cards: readonly CardMessage[];
}

/** A row of cards longer than this is not looked through; LINE shows up to 12. */
export const cardsAtMost = 10;

/** What a flow says, free of any channel's format. */
export type Message = TextMessage | CardMessage | CardsMessage;

/** An answer that can be tapped. */
export interface Choice {
  /**
   * What comes back when it is tapped: `<flow>/<step>/<option>`, `<flow>/<step>/each/<id>` for an item of a list,
   * `<flow>/<step>/place/<id>` for a municipality, or `move/<move>`. At most 300 characters, holds nothing about the
   * person, and stays understandable when tapped months later.
   */
  readonly data: string;
  /** What is written on it. At most 20 graphemes. */
  readonly label: string;
}
