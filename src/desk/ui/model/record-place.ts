import type { RecordSubject } from '../../api';

/** Where a record is opened from: the talk or the letter of the person it is about. */
export interface RecordPlace {
  readonly kind: 'talk' | 'letter';
  readonly id: string;
}

/** Its path below the desk's API. */
export function recordPath({ kind, id }: RecordPlace): string {
  return `${kind}s/${encodeURIComponent(id)}`;
}

/** Where the file about one of the two is fetched. The browser saves it; the page never holds it. */
export function exportPath(place: RecordPlace, subject: RecordSubject, kind: 'csv' | 'pdf'): string {
  return `/api/desk/${recordPath(place)}/record/${subject}/export.${kind}`;
}
