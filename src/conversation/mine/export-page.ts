import { fillPattern } from '../../calendar';
import { type FlowEvent, plainText } from '../../flow';
import { localeOf } from './locale-of';
import type { MineWords } from './mine-words';
import type { ExportedLetter, PersonExport, SaidThing } from './person-export';
import type { RegisteredLine } from './registered-lines';

/** What an export is shown with. */
export interface ShownWith {
  readonly words: MineWords;
  /** What they registered, in words. */
  readonly registered: readonly RegisteredLine[];
  /** IANA zone in which moments are told. */
  readonly timeZone: string;
}

/**
 * An export as one page of HTML that needs nothing else: no script, no font, no address it would load from, so that it
 * can be kept in a drawer and read in twenty years. The same as data stands in it, behind a link.
 */
export function exportPage(exported: PersonExport, shown: ShownWith): string {
  return new ExportPage(exported, shown).html();
}

/** The file's style; nothing in it depends on the person. */
const EXPORT_STYLE = `body{margin:0 auto;max-width:42rem;padding:1.5rem 1rem 4rem;font:1rem/1.8 "Hiragino Sans","Yu Gothic","Noto Sans JP",system-ui,sans-serif;color:#26313a;background:#fbf9f4}h1{font-size:1.5rem}h2{margin-top:2.5rem;font-size:1.2rem;border-bottom:1px solid #c9d2d6;padding-bottom:.3rem}h3{font-size:1rem;margin:1.5rem 0 .3rem}p,dd{white-space:pre-wrap;overflow-wrap:anywhere}dl{margin:.5rem 0}dt{color:#4d5c66}dd{margin:0 0 .6rem}article{margin:0 0 1rem;padding:.5rem .9rem;border:1px solid #dfe4e3;border-radius:.6rem;background:#fff}article p{margin:.2rem 0}.who{color:#4d5c66;font-size:.9rem}a{color:#1f5f78}`;

class ExportPage {
  private readonly moments: Intl.DateTimeFormat;
  private readonly days: Intl.DateTimeFormat;

  constructor(
    private readonly exported: PersonExport,
    private readonly shown: ShownWith,
  ) {
    const locale = localeOf(exported.language);
    const { timeZone } = shown;
    this.moments = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
    this.days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  }

  html(): string {
    const { exported } = this;
    const { page } = this.shown.words;
    const data = Buffer.from(JSON.stringify(exported, null, 2), 'utf8').toString('base64');
    return [
      '<!doctype html>',
      `<html lang="${exported.language === 'en' ? 'en' : 'ja'}">`,
      '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
      `<title>${inHtml(page.title)}</title><style>${EXPORT_STYLE}</style></head>`,
      `<body><h1>${inHtml(page.title)}</h1>`,
      paragraph(fillPattern(page.intro, { date: this.moment(exported.madeAt) })),
      paragraph(page.careful),
      `<p><a download="madobe.json" href="data:application/json;base64,${data}">${inHtml(page.data)}</a></p>`,
      this.chapter('person', this.person()),
      this.chapter('remembered', this.remembered()),
      this.chapter('registered', definitions(this.shown.registered.map(({ name, value }) => [name, value]))),
      this.chapter('letters', this.letters()),
      this.chapter('bookings', this.bookings()),
      this.chapter('talks', this.talks()),
      this.chapter('record', this.record()),
      this.chapter('referrals', this.referrals()),
      this.chapter('consents', this.consents()),
      this.chapter('devices', this.devices()),
      this.chapter('waiting', this.waiting()),
      this.chapter('staff', this.done()),
      this.chapter('conversation', exported.conversation.map((thing) => this.thing(thing)).join('\n')),
      '</body></html>',
      '',
    ].join('\n');
  }

  private chapter(name: keyof MineWords['page']['chapters'], body: string): string {
    const { page } = this.shown.words;
    return `<section><h2>${inHtml(page.chapters[name])}</h2>\n${body === '' ? paragraph(page.nothing) : body}</section>`;
  }

  private person(): string {
    const { page } = this.shown.words;
    const { person, channels } = this.exported;
    return definitions([
      [page.since, this.moment(person.firstHere)],
      [page.last, this.moment(person.lastHere)],
      [page.until, this.day(person.erasedByItselfOn)],
      [page.notices, person.notices ? page.yes : page.no],
      [page.channels, channels.map(({ channel }) => channelName(channel)).join(page.separator)],
      ...channels.map(
        ({ channel, address }): Definition => [
          `${page.address}（${channelName(channel)}）`,
          address ?? page['address-kept'],
        ],
      ),
    ]);
  }

  private remembered(): string {
    const { page } = this.shown.words;
    const { remembered, state } = this.exported;
    const held = Object.values(state?.held ?? {}).map(({ value }): Definition => [page.held, String(value)]);
    const known = remembered.flatMap(({ name, value, why, kept }): readonly Definition[] => [
      [
        name,
        [value, labelled(page.why, why), labelled(page.kept, kept)].filter((line) => line !== '').join('\n'),
      ],
    ]);
    return definitions([...known, ...held]);
  }

  private letters(): string {
    const { page } = this.shown.words;
    const { letters, letterDraft } = this.exported;
    const draft =
      letterDraft === null
        ? ''
        : `<article><h3>${inHtml(page.draft)}</h3>${definitions([
            [page.about, letterDraft.about],
            [page.draft, letterDraft.body],
          ])}</article>`;
    return [draft, ...letters.map((letter) => this.letter(letter))].join('\n').trim();
  }

  private letter(letter: ExportedLetter): string {
    const { page } = this.shown.words;
    return `<article>${definitions([
      [page.sent, this.moment(letter.sentAt)],
      [page.about, letter.about ?? ''],
      [page.chapters.letters, letter.body],
      [page.due, this.day(letter.dueOn)],
      ...(letter.answer === null
        ? []
        : [[page.answer, `${this.moment(letter.answer.at)}\n${letter.answer.body}`] as const]),
    ])}</article>`;
  }

  private bookings(): string {
    const words = this.shown.words.page.bookings;
    return definitions(
      this.exported.bookings.map(
        ({ startsAt, peers, state, way, note }): Definition => [
          this.moment(startsAt),
          [words[state], words[peers], way === null ? '' : words[way], labelled(words.note, note)]
            .filter((line) => line !== '')
            .join('\n'),
        ],
      ),
    );
  }

  private talks(): string {
    const words = this.shown.words.page.talks;
    const { talks, alarms } = this.exported;
    const told = (name: string, at: string | null): readonly Definition[] =>
      at === null ? [] : [[name, this.moment(at)]];
    return definitions([
      ...talks.flatMap(({ askedAt, takenAt, overAt, summary }): readonly Definition[] => [
        [words.asked, this.moment(askedAt)],
        ...told(words.taken, takenAt),
        ...told(words.over, overAt),
        [words.summary, summary],
      ]),
      ...alarms.map(({ at }): Definition => [words.alarm, this.moment(at)]),
    ]);
  }

  private record(): string {
    const { page } = this.shown.words;
    const { fields, facts, tags, notes, isOtherThere } = this.exported.record;
    return definitions([
      ...[...fields, ...facts].map(
        ({ name, value, at }): Definition => [`${name}（${this.moment(at)}）`, value],
      ),
      ...(tags.length === 0 ? [] : [[page.record.tags, tags.join(page.separator)] as const]),
      ...(notes === 0 ? [] : [[page.record.notes, String(notes)] as const]),
      ...(isOtherThere ? [[page.record.other, page.yes] as const] : []),
    ]);
  }

  private referrals(): string {
    const { page } = this.shown.words;
    const { referrals: words } = page;
    const told = (name: string, moment: string | null): readonly Definition[] =>
      moment === null ? [] : [[name, this.moment(moment)]];
    return this.exported.referrals
      .map(({ to, what, why, words: question, state, ...at }) => {
        const answer = state === 'declined' ? words.declined : words.given;
        const ended = at.answeredAt === null ? words['taken-back'] : words.withdrawn;
        return `<article>${definitions([
          [words.to, to],
          [words.what, what],
          [words.why, why],
          ...told(words.asked, at.askedAt),
          ...told(answer, at.answeredAt),
          ...told(words.done, at.doneAt),
          ...told(ended, at.withdrawnAt),
          [page.words, question],
        ])}</article>`;
      })
      .join('\n');
  }

  private consents(): string {
    const { page, names } = this.shown.words;
    return this.exported.consents
      .map(
        ({ kind, words, givenAt, withdrawnAt }) =>
          `<article><h3>${inHtml(names[kind])}</h3>${definitions([
            [page.given, this.moment(givenAt)],
            ...(withdrawnAt === null ? [] : [[page.withdrawn, this.moment(withdrawnAt)] as const]),
            [page.words, words],
          ])}</article>`,
      )
      .join('\n');
  }

  private devices(): string {
    const { page } = this.shown.words;
    const { sessions, resumeCode, links, requestCode, noticesSent, wishes } = this.exported;
    return definitions([
      ...sessions.map(
        ({ openedAt, usedAt }): Definition => [
          page.session,
          [openedAt, usedAt].map((at) => this.moment(at)).join(page.separator),
        ],
      ),
      ...(resumeCode === null ? [] : [[page['resume-code'], this.moment(resumeCode)] as const]),
      ...links.map(({ expiresAt }): Definition => [page.link, this.moment(expiresAt)]),
      ...(requestCode === null ? [] : [[page['request-code'], this.moment(requestCode)] as const]),
      ...noticesSent.map(({ at }): Definition => [page.notice, this.moment(at)]),
      ...wishes.map(({ kind, since }): Definition => [page.wishes[kind], this.moment(since)]),
    ]);
  }

  private waiting(): string {
    const { page } = this.shown.words;
    return definitions([
      ...this.exported.waiting.map(
        ({ at, event }): Definition => [
          `${page['to-us']}（${this.moment(at)}）`,
          this.eventText(event, undefined),
        ],
      ),
      ...this.exported.undelivered.map(
        ({ at, messages }): Definition => [
          `${page['to-you']}（${this.moment(at)}）`,
          messages.map(plainText).join('\n'),
        ],
      ),
    ]);
  }

  private done(): string {
    const { actions } = this.shown.words.page;
    return definitions(
      this.exported.done.flatMap(({ action, at }): readonly Definition[] => {
        const name = Object.hasOwn(actions, action) ? actions[action] : undefined;
        return [[name ?? action, this.moment(at)]];
      }),
    );
  }

  private thing({ at, channel, from, event, label, messages, choices = [] }: SaidThing): string {
    const { page } = this.shown.words;
    const who = { person: page.you, madobe: page.madobe, counsellor: page.counsellor }[from];
    const text =
      messages !== undefined
        ? messages.map(plainText).join('\n')
        : event === undefined
          ? page['taken-back']
          : this.eventText(event, label);
    const buttons = choices.map((choice) => `[${choice}]`).join(' ');
    return [
      `<article><p class="who">${inHtml(`${who}　${this.moment(at)}　${channelName(channel)}`)}</p>`,
      paragraph([text, buttons].filter((part) => part !== '').join('\n')),
      '</article>',
    ].join('');
  }

  private eventText(event: FlowEvent, label: string | undefined): string {
    const { page } = this.shown.words;
    switch (event.kind) {
      case 'text':
        return event.text;
      case 'chosen':
        return `[${label ?? event.data}]`;
      case 'media':
        return page.media;
      case 'followed':
        return page.opened;
    }
  }

  private moment(at: string): string {
    return this.moments.format(new Date(at));
  }

  private day(day: string): string {
    return this.days.format(new Date(`${day}T00:00:00Z`));
  }
}

type Definition = readonly [name: string, value: string];

function definitions(pairs: readonly Definition[]): string {
  const told = pairs.filter(([, value]) => value !== '');
  if (told.length === 0) return '';
  return `<dl>${told.map(([name, value]) => `<dt>${inHtml(name)}</dt><dd>${inHtml(value)}</dd>`).join('')}</dl>`;
}

function labelled(name: string, value: string): string {
  return value === '' ? '' : `${name}：${value}`;
}

function channelName(channel: string): string {
  return channel === 'line' ? 'LINE' : 'Web';
}

function paragraph(text: string): string {
  return `<p>${inHtml(text)}</p>`;
}

/** Text as it stands in HTML, also inside an attribute with double quotes. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
