import type { ConnectionFinding } from '../check-line';

/** One thing that was looked at, and when it is not well, what to do about it. For people; holds no secret and no id. */
export interface DoctorFinding {
  readonly ok: boolean;
  readonly subject:
    | ConnectionFinding['subject']
    | 'program'
    | 'content'
    | 'folder'
    | 'keys'
    | 'database'
    | 'clock'
    | 'alarms'
    | 'address';
  readonly message: string;
}

export function well(subject: DoctorFinding['subject'], message: string): DoctorFinding {
  return { ok: true, subject, message };
}

export function toMend(subject: DoctorFinding['subject'], message: string): DoctorFinding {
  return { ok: false, subject, message };
}
