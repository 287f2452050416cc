import { IconUser, IconUsers } from '@tabler/icons-react';
import type { RecordSubject } from '../../api';

/** The sign of one of the two that a record may be about. */
export function SubjectIcon({ subject }: { readonly subject: RecordSubject }) {
  const Icon = subject === 'writer' ? IconUser : IconUsers;
  return <Icon size={18} aria-hidden />;
}
