import type { PersonDirectory } from '../people';
import type { Asked } from '../records';
import type { Tx } from '../store';
import type { Setting } from './stage';
import type { DeskTurn } from './story-file';

/** What happens at the desk in a story. False when there is no talk that it could be done with. */
export async function takeDeskTurn(
  tx: Tx,
  around: Pick<Setting, 'talks' | 'referrals'> & {
    readonly people: PersonDirectory;
    readonly personId: string;
    readonly question: Asked;
  },
  happening: DeskTurn,
  now: number,
): Promise<boolean> {
  const { people, talks, personId } = around;
  if (typeof happening === 'object') {
    for (const { staff } of await talks.duty.onDuty(tx)) await talks.duty.set(tx, staff, { on: false }, now);
    const { counsellors, cap, waiting } = happening;
    // Somebody was here once, also where nobody is on duty now.
    await talks.duty.set(tx, nameOf(0), { on: counsellors > 0, cap }, now);
    for (let index = 1; index < counsellors; index += 1) {
      await talks.duty.set(tx, nameOf(index), { on: true, cap }, now);
    }
    for (let index = 0; index < waiting; index += 1) {
      const person = await people.createUnknown(tx, 'web', now);
      const asked = { channel: 'web', language: 'ja', summary: '', risk: 'none' } as const;
      await talks.ask(tx, person, asked, now);
    }
    return true;
  }
  if (happening === 'asks' || happening === 'asks-no-more' || happening === 'has-passed-on') {
    return refer(tx, around, happening, now);
  }
  const talk = await talks.openOf(tx, personId);
  if (!talk) return false;
  if (happening === 'takes') return talks.assign(tx, talk.id, nameOf(0), now);
  if (talk.staff === null) return false;
  return happening === 'closes'
    ? talks.close(tx, talk.id, talk.staff, now)
    : talks.giveBack(tx, talk.id, talk.staff, now);
}

/** Asks whether something may be passed on, takes the question back, or passes it on. */
async function refer(
  tx: Tx,
  around: Parameters<typeof takeDeskTurn>[1],
  happening: 'asks' | 'asks-no-more' | 'has-passed-on',
  now: number,
): Promise<boolean> {
  const { people, referrals, personId, question } = around;
  const person = await people.lock(tx, personId);
  if (!person) return false;
  const by = { staff: nameOf(0), now };
  if (happening === 'asks') return typeof (await referrals.ask(tx, person, question, by)) === 'object';
  const [newest] = await referrals.list(tx, person);
  if (!newest) return false;
  return happening === 'asks-no-more'
    ? referrals.takeBack(tx, personId, newest.id, now)
    : referrals.markDone(tx, personId, newest.id, by);
}

function nameOf(index: number): string {
  return `counsellor-${index + 1}`;
}
