import type {
  ChangeSettings,
  OrganisationSettings,
  OverruledSetting,
  SettingName,
  Settings,
} from '../../api';

/** Days of the week as the settings write them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
export type Week = Settings['talkHours'];
export type Span = NonNullable<Week[Weekday]>[number];

/** What is being changed: a value, or null for going back to the file. What is left out stays as it is. */
export type SettingsDraft = { readonly [Name in SettingName]?: Settings[Name] | null };

/** What a setting would be if the draft were saved. */
export function shown<Name extends SettingName>(
  { inForce, ofFile }: OrganisationSettings,
  draft: SettingsDraft,
  name: Name,
): Settings[Name] {
  const drafted = draft[name] as Settings[Name] | null | undefined;
  if (drafted === undefined) return inForce[name];
  return drafted === null ? ofFile[name] : drafted;
}

/** Where the shown value is from: the file, or here, with who set it. `draft`: it is not saved yet. */
export type Source =
  | { readonly from: 'file' }
  | { readonly from: 'here'; readonly by: OverruledSetting }
  | { readonly from: 'draft' };

export function sourceOf(settings: OrganisationSettings, draft: SettingsDraft, name: SettingName): Source {
  if (isChanged(settings, draft, name)) return { from: 'draft' };
  const by = settings.overruled.find((each) => each.name === name);
  return by === undefined ? { from: 'file' } : { from: 'here', by };
}

/** What has to be sent to save the draft: what truly differs, days in their order, the empty ones left away. */
export function changesOf(settings: OrganisationSettings, draft: SettingsDraft): ChangeSettings {
  const names = Object.keys(draft) as SettingName[];
  return Object.fromEntries(
    names.filter((name) => isChanged(settings, draft, name)).map((name) => [name, tidy(draft, name)]),
  );
}

/** What is wrong with a day's spans, or null. The page has a word for each. */
export type SpanFault = 'unfinished' | 'backwards' | 'overlapping';

export function spanFault(spans: readonly Span[]): SpanFault | null {
  if (spans.some(({ from, to }) => from === '' || to === '')) return 'unfinished';
  if (spans.some(({ from, to }) => from >= to)) return 'backwards';
  const sorted = [...spans].sort((a, b) => a.from.localeCompare(b.from));
  return sorted.some(({ from }, at) => at > 0 && from < (sorted[at - 1]?.to ?? '')) ? 'overlapping' : null;
}

/** Which dates stand in a list more than once. */
export function twice(days: readonly { readonly date: string }[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const { date } of days) (date !== '' && seen.has(date) ? found : seen).add(date);
  return found;
}

/** Whether the draft can be saved as it stands. */
export function isSavable(settings: OrganisationSettings, draft: SettingsDraft): boolean {
  const value = <Name extends SettingName>(name: Name) => shown(settings, draft, name);
  const weeks = [value('talkHours'), value('letterHours')];
  const days = [value('closures'), value('openDays')] as const;
  const numbers = [value('lastTakenMinutes'), value('mostWaiting'), value('letterAnswerDays')];
  const quiet = value('quietHours');
  return (
    weeks.every((week) => weekdays.every((day) => spanFault(week[day] ?? []) === null)) &&
    days.every((list) => twice(list).size === 0 && list.every(({ date }) => date !== '')) &&
    value('openDays').every(({ spans }) => spans.length > 0 && spanFault(spans) === null) &&
    numbers.every((number) => Number.isInteger(number)) &&
    (quiet === 'none' || (quiet.from !== '' && quiet.to !== '' && quiet.from !== quiet.to))
  );
}

/** A week with other spans on one day. None closes it. */
export function withDay(week: Week, day: Weekday, spans: readonly Span[]): Week {
  return Object.fromEntries(
    weekdays.flatMap((each) => {
      const now = each === day ? [...spans] : week[each];
      return now === undefined || now.length === 0 ? [] : [[each, now]];
    }),
  );
}

/** Runs of days with the same hours, in the week's order: how a week is said in one line. */
export function runsOf(
  week: Week,
): readonly { readonly first: Weekday; readonly last: Weekday; readonly spans: readonly Span[] }[] {
  const runs: { first: Weekday; last: Weekday; spans: readonly Span[]; text: string }[] = [];
  for (const day of weekdays) {
    const spans = week[day] ?? [];
    const text = JSON.stringify(spans);
    const last = runs.at(-1);
    if (last?.text === text) last.last = day;
    else runs.push({ first: day, last: day, spans, text });
  }
  return runs
    .filter(({ spans }) => spans.length > 0)
    .map(({ first, last, spans }) => ({ first, last, spans }));
}

/** How many days a month has in a leap year: a day of the year is named without its year. */
export function daysOfMonth(month: number): number {
  return new Date(2000, month, 0).getDate();
}

function isChanged(settings: OrganisationSettings, draft: SettingsDraft, name: SettingName): boolean {
  const drafted = draft[name];
  if (drafted === undefined) return false;
  if (drafted === null) return settings.overruled.some((each) => each.name === name);
  return written(tidy(draft, name)) !== written(settings.inForce[name]);
}

function tidy(draft: SettingsDraft, name: SettingName): unknown {
  if (name === 'closures' || name === 'openDays') {
    const days = draft[name];
    return days === null ? null : [...(days ?? [])].sort((a, b) => a.date.localeCompare(b.date));
  }
  return draft[name];
}

/** A value as text, whichever order its keys came in. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => a.localeCompare(b)))
      : each,
  );
}
