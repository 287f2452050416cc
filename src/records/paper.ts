/** A record as it is taken out of Madobe: in words, in order, with nothing that a program would need. */
export interface Paper {
  readonly title: string;
  /** Whose record, in words. */
  readonly of: string;
  readonly chapters: readonly PaperChapter[];
  /** Said where a chapter has nothing. */
  readonly nothing: string;
  /** Who took it out, and when. */
  readonly made: string;
  /** How to treat it. */
  readonly careful: string;
  readonly language: 'ja' | 'en';
}

export interface PaperChapter {
  readonly title: string;
  readonly rows: readonly PaperRow[];
}

export interface PaperRow {
  readonly name: string;
  readonly value: string;
  /** Who wrote it, in words; empty where nobody did. */
  readonly by: string;
  /** When, in words; empty where that is not known. */
  readonly at: string;
}
