import type { Language } from './message';

/** What a person did, free of any channel's format. */
export type FlowEvent =
  /** The door was opened: friend added on LINE, chat opened on the web, there perhaps in a language of their choice. */
  | { readonly kind: 'followed'; readonly language?: Language }
  | { readonly kind: 'text'; readonly text: string }
  /** A {@link Choice} was tapped; `data` is what it carried. It may come from an old message, or from nowhere. */
  | { readonly kind: 'chosen'; readonly data: string }
  | { readonly kind: 'media'; readonly media: Media };

/** Things people send that have no words. `other` is whatever a channel invents next. */
export const mediaKinds = ['sticker', 'image', 'video', 'audio', 'file', 'location', 'other'] as const;
export type Media = (typeof mediaKinds)[number];
