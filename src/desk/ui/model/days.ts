import type { Entry } from '../../api';

/** Midnight before `at`, in the zone of the device. Milliseconds since the epoch. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Whether an entry is the first of its day in a list. */
export function beginsDay(entry: Entry, previous: Entry | undefined): boolean {
  return previous === undefined || startOfDay(entry.at) !== startOfDay(previous.at);
}

/** A moment as a field of the kind `datetime-local` writes it. */
export function toField(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that such a field names, or null when it names none. */
export function fromField(text: string): number | null {
  const at = new Date(text).getTime();
  return text === '' || Number.isNaN(at) ? null : at;
}

/** Tomorrow morning at nine, on the device's clock: when most things that wait may go on. */
export function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime();
}
