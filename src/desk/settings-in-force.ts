import type { OpeningHours } from '../calendar';
import type { FlowSet } from '../flow';
import { describeFault, type Log } from '../log';
import type { StopListening, Store, Tx } from '../store';
import { type SettingName, type Settings, settingNames, settingsSchema } from './api';

type Organisation = FlowSet['organisation'];

/** A setting that was made at run time, and by whom. */
export interface KeptSetting {
  readonly name: SettingName;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
}

interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly at: number;
  readonly by: string;
}

/**
 * What an organisation has set at run time, over what its files say. It is kept in the database; every process has it in
 * memory and reads it anew when one of them changes it, so that asking for it costs a turn nothing. What an earlier
 * version kept and this one cannot read is as if it were not there.
 */
export class SettingsInForce {
  /**
   * The organisation as it is now. Its `handoff`, `letters` and `notices` are looked up whenever they are read: hold
   * them, and not the values in them.
   */
  readonly organisation: Organisation;
  /** What the files say. */
  readonly ofFile: Settings;
  private set: Partial<Settings> = {};
  private hours: { readonly talks: OpeningHours; readonly letters: OpeningHours };
  private reading: Promise<void> = Promise.resolve();
  private stopListening: StopListening = () => undefined;

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly log: Log;
      /** `flows/organisation.yaml`. */
      readonly organisation: Organisation;
      /** What the catalogue says of peer bookings. */
      readonly bookingsConfirmedByStaff: boolean;
    },
  ) {
    this.ofFile = ofFile(parts);
    this.hours = this.hoursNow();
    this.organisation = this.liveView();
  }

  /** Reads what was set, and follows what any process sets from now on. */
  async start(): Promise<void> {
    const follow = () => {
      this.reading = this.reading
        .then(() => this.read())
        .catch((fault) => this.parts.log.error('settings.not-read', describeFault(fault)));
    };
    this.stopListening = this.parts.store.listen('settings', { heard: follow, missed: follow });
    await this.read();
  }

  /** Follows no more. */
  async stop(): Promise<void> {
    this.stopListening();
    await this.reading;
  }

  /** Reads what was set, now: whoever has just changed it answers when this process goes by it. */
  async read(): Promise<void> {
    const rows = await this.parts.store.read((tx) => rowsOf(tx));
    this.set = settingsOf(rows);
    this.hours = this.hoursNow();
  }

  /** What holds now. */
  get inForce(): Settings {
    return { ...this.ofFile, ...this.set };
  }

  /** What was set at run time, by name. Works in the caller's transaction. */
  async kept(tx: Tx): Promise<readonly KeptSetting[]> {
    const rows = await rowsOf(tx);
    return settingNames.flatMap((name) => {
      const row = rows.find((each) => each.name === name);
      return row ? [{ name, at: row.at, by: row.by }] : [];
    });
  }

  /**
   * Sets what is named; null goes back to the file. Every process hears of it after the commit. Works in the caller's
   * transaction, and gives what was named.
   */
  async change(
    tx: Tx,
    staff: string,
    change: { readonly [Name in SettingName]?: Settings[Name] | null | undefined },
    now: number,
  ): Promise<readonly SettingName[]> {
    const named = settingNames.filter((name) => change[name] !== undefined);
    for (const name of named) {
      const value = change[name];
      if (value === null) {
        await tx.run('DELETE FROM organisation_setting WHERE name = $1', name);
      } else {
        await tx.run(
          `INSERT INTO organisation_setting (name, value, set_at, set_by) VALUES ($1, $2, $3, $4)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at,
             set_by = excluded.set_by`,
          name,
          JSON.stringify(value),
          now,
          staff,
        );
      }
    }
    if (named.length > 0) tx.notify('settings', '');
    return named;
  }

  private hoursNow(): { readonly talks: OpeningHours; readonly letters: OpeningHours } {
    const { handoff, letters } = this.parts.organisation;
    return {
      talks: overruled(handoff.hours, this.set, this.set.talkHours),
      letters: overruled(letters.hours, this.set, this.set.letterHours),
    };
  }

  private liveView(): Organisation {
    const { organisation } = this.parts;
    const hours = () => this.hours;
    const settings = () => this.inForce;
    return {
      ...organisation,
      handoff: {
        ...organisation.handoff,
        get hours() {
          return hours().talks;
        },
        get lastTakenMinutes() {
          return settings().lastTakenMinutes;
        },
        get mostWaiting() {
          return settings().mostWaiting;
        },
      },
      letters: {
        get answerWithinWorkingDays() {
          return settings().letterAnswerDays;
        },
        get hours() {
          return hours().letters;
        },
      },
      notices: {
        ...organisation.notices,
        get quiet() {
          return orNull(settings().quietHours);
        },
      },
    };
  }
}

async function rowsOf(tx: Tx): Promise<readonly SettingRow[]> {
  return tx.all<SettingRow>(
    'SELECT name, value, set_at AS at, set_by AS by FROM organisation_setting ORDER BY name',
  );
}

function settingsOf(rows: readonly SettingRow[]): Partial<Settings> {
  const kept: Record<string, unknown> = {};
  for (const { name, value } of rows) {
    const schema = settingsSchema.shape[name as SettingName];
    const read = schema?.safeParse(JSON.parse(value));
    if (read?.success) kept[name] = read.data;
  }
  return kept;
}

function ofFile({
  organisation: { handoff, letters, notices },
  bookingsConfirmedByStaff,
}: {
  readonly organisation: Organisation;
  readonly bookingsConfirmedByStaff: boolean;
}): Settings {
  const { hours } = handoff;
  return {
    talkHours: writable(hours.weekly),
    letterHours: writable(letters.hours.weekly),
    closures: hours.closedDays.map((date) => ({ date, reason: '' })),
    openDays: hours.openDays.map(({ date, spans }) => ({ date, spans: [...spans] })),
    closedOnHolidays: hours.closedOnPublicHolidays,
    yearEnd: hours.yearEnd ?? 'none',
    lastTakenMinutes: handoff.lastTakenMinutes,
    mostWaiting: handoff.mostWaiting,
    letterAnswerDays: letters.answerWithinWorkingDays,
    bookingsConfirmedByStaff,
    quietHours: notices.quiet ?? 'none',
  };
}

function writable(weekly: OpeningHours['weekly']): Settings['talkHours'] {
  return Object.fromEntries(Object.entries(weekly).map(([day, spans]) => [day, [...(spans ?? [])]]));
}

/** Hours of a file, with what was set over them. A day that was closed at run time is closed whatever else says. */
function overruled(
  file: OpeningHours,
  set: Partial<Settings>,
  weekly: OpeningHours['weekly'] | undefined,
): OpeningHours {
  const closures = set.closures?.map(({ date }) => date);
  const openDays = set.openDays ?? file.openDays;
  return {
    timeZone: file.timeZone,
    weekly: weekly ?? file.weekly,
    closedOnPublicHolidays: set.closedOnHolidays ?? file.closedOnPublicHolidays,
    yearEnd: set.yearEnd === undefined ? file.yearEnd : orNull(set.yearEnd),
    closedDays: closures ?? file.closedDays,
    openDays: openDays.filter(({ date }) => closures?.includes(date) !== true),
  };
}

function orNull<Value>(value: Value | 'none'): Value | null {
  return value === 'none' ? null : value;
}
