import { type Language, type LiveService, languages } from '../../flow';
import type { ReminderKind } from '../../people';
import type { TurnScope } from '../answer-live-services';
import { knownValue } from './known-value';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

/** Written out, so that whoever only checks flows loads no store. */
const reminderKinds = ['peer', 'events', 'still-here'] as const satisfies readonly ReminderKind[];

/**
 * `reminder-wishes`: what the person can be told of: the list `wishes`, each with whether they want it in its `label`, and
 * `wishLines`. `away`: they write where nothing can be sent to them.
 */
export function reminderList({ factWords }: ServiceFacts): LiveService<TurnScope> {
  const labelOf = (kind: ReminderKind, isOn: boolean, language: Language) =>
    factWords[language].reminders[kind][isOn ? 'on' : 'off'];
  const lineOf = (kind: ReminderKind, isOn: boolean, language: Language) =>
    factWords[language].reminders[kind][isOn ? 'isOn' : 'isOff'];
  const longest = (say: typeof labelOf) =>
    longestOf(
      languages.flatMap((language) =>
        reminderKinds.flatMap((kind) => [true, false].map((isOn) => say(kind, isOn, language))),
      ),
    );
  return {
    outcomes: ['listed', 'away'],
    values: { wishLines: reminderKinds.map(() => longest(lineOf)).join('\n') },
    lists: { wishes: { most: reminderKinds.length, values: { label: longest(labelOf) } } },
    live: 'reads',
    async perform({ language }, scope) {
      if (!(await canBeTold(scope))) return { outcome: 'away', values: { wishLines: '' } };
      const held = await scope.wishes.of(scope.tx, scope.person.id);
      const isOn = (kind: ReminderKind) => held.some((wish) => wish.kind === kind);
      return {
        outcome: 'listed',
        values: { wishLines: reminderKinds.map((kind) => lineOf(kind, isOn(kind), language)).join('\n') },
        lists: {
          wishes: reminderKinds.map((kind) => ({
            id: kind,
            values: { label: labelOf(kind, isOn(kind), language) },
          })),
        },
      };
    },
  };
}

/** `reminder-turn`: turns the wish under `wishKind` on where it is off, and off where it is on: `on`, `off`, or `unknown`. */
export const reminderTurn: LiveService<TurnScope> = {
  outcomes: ['on', 'off', 'unknown'],
  values: {},
  live: 'acts',
  async perform({ state }, { tx, person, now, wishes }) {
    const chosen = knownValue(state, 'wishKind');
    const kind = reminderKinds.find((each) => each === chosen);
    if (kind === undefined) return { outcome: 'unknown', values: {} };
    if ((await wishes.since(tx, person.id, kind)) !== null) {
      await wishes.withdraw(tx, person.id, kind);
      return { outcome: 'off', values: {} };
    }
    await wishes.wish(tx, person.id, kind, now);
    return { outcome: 'on', values: {} };
  },
};

/**
 * `reminder-peer`: whether somebody who has booked can be asked if they want to be reminded: `ask`; `on` where they wanted
 * it before; `away` where nothing can be sent to them.
 */
export const reminderPeer: LiveService<TurnScope> = {
  outcomes: ['ask', 'on', 'away'],
  values: {},
  live: 'reads',
  async perform(_, scope) {
    const since = await scope.wishes.since(scope.tx, scope.person.id, 'peer');
    if (since !== null) return { outcome: 'on', values: {} };
    return { outcome: (await canBeTold(scope)) ? 'ask' : 'away', values: {} };
  },
};

/** `reminder-peer-on`: the person wants to be reminded of talks they booked: `on`. */
export const reminderPeerOn: LiveService<TurnScope> = {
  outcomes: ['on'],
  values: {},
  live: 'acts',
  async perform(_, { tx, person, now, wishes }) {
    await wishes.wish(tx, person.id, 'peer', now);
    return { outcome: 'on', values: {} };
  },
};

/** Only LINE rings: what is said on the web is found by those who come. */
async function canBeTold({ tx, person }: TurnScope): Promise<boolean> {
  const rows = await tx.all(
    `SELECT 1 FROM channel_identity WHERE person_id = $1 AND channel = 'line' AND reachable = TRUE`,
    person.id,
  );
  return rows.length > 0;
}
