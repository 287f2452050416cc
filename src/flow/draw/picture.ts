/** What a picture of conversations shows, before anybody decides where it goes and how it looks. */
export interface Picture {
  /** What the picture is of, such as `first-contact`. */
  readonly title: string;
  /** The picture in words, for those who cannot see it: one line per box. */
  readonly description: string;
  readonly language: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly legend: Legend | null;
}

/** What a box stands for; each kind looks its own way. */
export type BoxKind = 'start' | 'said' | 'question' | 'service' | 'branch' | 'flow' | 'end';

export interface Box {
  /** Letters, digits and `_`; unique in the picture. */
  readonly id: string;
  readonly kind: BoxKind;
  /** The step or flow in the files, or null for what has no name there. */
  readonly name: string | null;
  readonly contents: readonly Content[];
}

/** One thing in a box. */
export type Content =
  /** Words that are said, whole. */
  | { readonly kind: 'words'; readonly text: string }
  /** A card that is said. */
  | {
      readonly kind: 'card';
      readonly title: string;
      readonly text: string;
      readonly buttons: readonly string[];
    }
  /** What the picture itself remarks. */
  | { readonly kind: 'remark'; readonly text: string };

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** All that leads this way. Empty when nothing decides it. */
  readonly labels: readonly ArrowLabel[];
}

export interface ArrowLabel {
  /** What is tapped, what is typed, or what decides without the person. */
  readonly kind: 'button' | 'typed' | 'condition';
  readonly text: string;
}

/** What people can do at every point; drawn once, so that it need not be drawn at every point. */
export interface Legend {
  readonly title: string;
  /** What has a button. */
  readonly buttons: readonly string[];
  /** What is there by saying so, after its own heading. */
  readonly spokenTitle: string;
  readonly spoken: readonly string[];
}

/** Words as the picture shows them: the first of them, so that a box stays small. */
export function shorten(text: string, graphemes: number): string {
  const line = text.split('\n').find((part) => part.trim() !== '') ?? '';
  const all = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(line)].map(
    ({ segment }) => segment,
  );
  return all.length <= graphemes ? line : `${all.slice(0, graphemes - 1).join('')}…`;
}
