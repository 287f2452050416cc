import type { LineDouble, Phone, ScreenEntry, Tapped } from '../support/line-double';
import { listOf, objectOf, textOf } from '../support/line-double/json';
import { faultApologies } from './written-words';

/** A button under the newest message. */
export interface Offer {
  readonly label: string;
  /** What it carries. */
  readonly data: string;
}

/** The buttons of a message, in their order. */
export function offersIn(entry: ScreenEntry | undefined): readonly Offer[] {
  return listOf(objectOf(entry?.message.quickReply).items).map((item) => {
    const action = objectOf(objectOf(item).action);
    return { label: textOf(action.label) ?? '', data: textOf(action.data) ?? '' };
  });
}

/** The buttons that can be tapped now. */
export function offersOf(phone: Phone): readonly Offer[] {
  return phone.quickReplies.length === 0 ? [] : offersIn(phone.newest);
}

export function carriedBy(offers: readonly Offer[]): readonly string[] {
  return offers.map(({ data }) => data);
}

/** Buttons that are under every question, whatever was written last. */
const underEveryQuestion = ['person', 'crisis', 'menu', 'later', 'back'].map((move) => `move/${move}`);

/** Whether a button belongs to the question, or is only there for the words before it. */
export function isOfQuestion(data: string): boolean {
  return !data.startsWith('move/') || underEveryQuestion.includes(data);
}

/** Which question the buttons on the screen belong to, as `<flow>/<step>`; null when they belong to none. */
export function questionOn(phone: Phone): string | null {
  const [first] = carriedBy(offersOf(phone)).filter((data) => !data.startsWith('move/'));
  return first === undefined ? null : first.split('/').slice(0, 2).join('/');
}

/** Taps the button that carries this, by its label as a thumb would, and waits for the answer. */
export async function tap(phone: Phone, data: string): Promise<readonly ScreenEntry[]> {
  await tapOnly(phone, data);
  return phone.waitForAnswer();
}

/** The same without waiting. */
export function tapOnly(phone: Phone, data: string): Promise<Tapped> {
  const offer = offersOf(phone).find((candidate) => candidate.data === data);
  if (!offer) {
    throw new Error(
      `Nothing on the screen carries ${data}; there are: ${carriedBy(offersOf(phone)).join(', ')}`,
    );
  }
  return phone.tap(offer.label);
}

export async function write(phone: Phone, text: string): Promise<readonly ScreenEntry[]> {
  await phone.text(text);
  return phone.waitForAnswer();
}

/** Types a name at the nickname question, and says that it is meant as one. */
export async function giveName(phone: Phone, name: string): Promise<readonly ScreenEntry[]> {
  await write(phone, name);
  return tap(phone, 'nickname/confirm/as-name');
}

export async function follow(phone: Phone): Promise<readonly ScreenEntry[]> {
  await phone.follow();
  return phone.waitForAnswer();
}

export function textsOf(entries: readonly ScreenEntry[]): readonly string[] {
  return entries.map(({ text }) => text);
}

/** All that was said in a turn, as one text. */
export function saidIn(entries: readonly ScreenEntry[]): string {
  return textsOf(entries).join('\n');
}

/** What holds for all that was ever sent: valid by LINE's rules, nobody looked up, no fault of ours shown. */
export function expectGoodManners(line: LineDouble): void {
  expect(line.violations).toEqual([]);
  expect(line.profileCalls).toEqual([]);
  expect(line.refusedReplies).toEqual([]);
  expect(line.acks.filter(({ status, late }) => status !== 200 || late)).toEqual([]);
  const said = [...line.delivered.values()].flatMap(textsOf);
  expect(said.filter((text) => faultApologies.includes(text))).toEqual([]);
}
