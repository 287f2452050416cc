import type { Talks } from '../handoff';
import type { PersonDirectory } from '../people';
import type { Tx } from '../store';
import type { DeskTurn } from './story-file';

/** What happens at the desk in a story. False when there is no talk that it could be done with. */
export async function takeDeskTurn(
  tx: Tx,
  around: { readonly people: PersonDirectory; readonly talks: Talks; readonly personId: string },
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
  const talk = await talks.openOf(tx, personId);
  if (!talk) return false;
  if (happening === 'takes') return talks.assign(tx, talk.id, nameOf(0), now);
  if (talk.staff === null) return false;
  return happening === 'closes'
    ? talks.close(tx, talk.id, talk.staff, now)
    : talks.giveBack(tx, talk.id, talk.staff, now);
}

function nameOf(index: number): string {
  return `counsellor-${index + 1}`;
}
