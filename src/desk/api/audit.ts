/** `GET audit?before=<id>`: who did what, newest first. Supervisors. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
}
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** A name where it is somebody of the staff, else what acted, such as `cli`. */
  readonly actor: string;
  /** Such as `talk.open`. */
  readonly action: string;
  /** A hash: the same for one person always, leading to nobody. */
  readonly subject: string | null;
}
