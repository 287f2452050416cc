import { fillPattern } from '../calendar';
import type { Language } from '../flow';
import type { Paper, PaperChapter, PaperColumns, PaperRow } from '../records';
import type { RecordField, Referral, StaffName, SubjectRecord } from './api';
import type { PersonAtDesk } from './people-at-desk';

/** The words on a record that is taken out, from `locales/<language>/desk.yaml`. */
export const paperWords = [
  'writer',
  'other',
  'unnamed',
  'sheet',
  'facts',
  'told',
  'tags',
  'notes',
  'note',
  'corrects',
  'referrals',
  'what',
  'why',
  'asked',
  'given',
  'declined',
  'withdrawn',
  'done',
  'nothing',
  'made',
  'careful',
  'chapter',
  'name',
  'value',
  'by',
  'at',
] as const;
export type PaperWords = Readonly<Record<(typeof paperWords)[number], string>>;

/** What a record is written out with. */
export interface PaperSetting {
  readonly words: PaperWords;
  readonly language: Language;
  /** IANA zone in which moments are told. */
  readonly timeZone: string;
  /** The sheet's own name. */
  readonly title: string;
}

/**
 * One subject's record as it is taken out. Of somebody the writer speaks of, nothing of the writer is on it, not even what
 * they call themselves.
 */
export function recordPaper(
  from: {
    readonly seen: PersonAtDesk;
    readonly record: SubjectRecord;
    readonly referrals: readonly Referral[];
    readonly madeBy: string;
    /** Milliseconds since the epoch. */
    readonly now: number;
  },
  setting: PaperSetting,
): Paper {
  const { words, title, language } = setting;
  const { record, referrals, madeBy, now } = from;
  const write = new PaperWriter(setting);
  const isWriter = record.subject === 'writer';
  const { nickname, standpoint } = from.seen.name;
  const asked = referrals.filter(({ subject }) => subject === record.subject);
  return {
    title,
    of: isWriter
      ? [words.writer, nickname ?? words.unnamed, standpoint].filter((part) => part !== null).join('　')
      : words.other,
    chapters: [
      { title: words.sheet, rows: record.fields.flatMap((field) => write.field(field)) },
      ...(isWriter ? [write.facts(record)] : []),
      { title: words.tags, rows: tagRows(record.tags) },
      write.notes(record),
      { title: words.referrals, rows: asked.flatMap((referral) => write.referral(referral)) },
    ],
    nothing: words.nothing,
    made: fillPattern(words.made, { date: write.moment(now), name: madeBy }),
    careful: words.careful,
    language: language === 'en' ? 'en' : 'ja',
  };
}

function tagRows(tags: readonly string[]): readonly PaperRow[] {
  return tags.length === 0 ? [] : [{ name: '', value: tags.join(' ・ '), by: '', at: '' }];
}

/** The columns of the same as CSV. */
export function paperColumns({ chapter, name, value, by, at }: PaperWords): PaperColumns {
  return [chapter, name, value, by, at];
}

class PaperWriter {
  private readonly moments: Intl.DateTimeFormat;
  private readonly days: Intl.DateTimeFormat;

  constructor(private readonly setting: PaperSetting) {
    const locale = setting.language === 'en' ? 'en-GB' : 'ja-JP';
    const { timeZone } = setting;
    this.moments = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
    this.days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  }

  moment(at: number): string {
    return this.moments.format(at);
  }

  field(field: RecordField): readonly PaperRow[] {
    if (field.value === null) return [];
    return [{ name: field.label, value: this.valueOf(field, field.value), ...this.author(field) }];
  }

  facts({ facts }: SubjectRecord): PaperChapter {
    const { words } = this.setting;
    return {
      title: words.facts,
      rows: facts.flatMap(({ name, told, corrected, by, at }): readonly PaperRow[] => {
        if (corrected === null) return told === null ? [] : [{ name, value: told, by: '', at: '' }];
        const before = told === null ? [] : [fillPattern(words.told, { value: told })];
        return [{ name, value: [corrected, ...before].join('\n'), ...this.author({ by, at }) }];
      }),
    };
  }

  notes({ notes }: SubjectRecord): PaperChapter {
    const { words } = this.setting;
    const dayOf = new Map(notes.map(({ id, at }) => [id, this.moment(at)]));
    return {
      title: words.notes,
      rows: notes.map(({ text, corrects, by, at }) => ({
        name:
          corrects === null ? words.note : fillPattern(words.corrects, { date: dayOf.get(corrects) ?? '' }),
        value: text,
        ...this.author({ by, at }),
      })),
    };
  }

  referral(referral: Referral): readonly PaperRow[] {
    const { words } = this.setting;
    const { to, what, why, by, state, doneBy } = referral;
    const answer = state === 'declined' ? words.declined : words.given;
    const steps: readonly (readonly [string, number | null, StaffName | null])[] = [
      [words.asked, referral.askedAt, by],
      [answer, referral.answeredAt, null],
      [words.done, referral.doneAt, doneBy],
      [words.withdrawn, referral.withdrawnAt, null],
    ];
    return [
      { name: to, value: `${words.what}：${what}\n${words.why}：${why}`, by: '', at: '' },
      ...steps.flatMap(([value, at, who]) =>
        at === null ? [] : [{ name: to, value, ...this.author({ by: who, at }) }],
      ),
    ];
  }

  private valueOf({ kind, choices, retired }: RecordField, value: string): string {
    if (kind === 'choice') return choices.find(({ id }) => id === value)?.label ?? value;
    return kind === 'date' && !retired ? this.days.format(new Date(value)) : value;
  }

  private author({ by, at }: { readonly by: StaffName | null; readonly at: number | null }) {
    return { by: by?.name ?? '', at: at === null ? '' : this.moment(at) };
  }
}
