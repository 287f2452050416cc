import type { Service } from '../../flow';
import type { Catalogue } from './catalogue';

/**
 * `mail-consultation`: where it is (`mailUrl`), about how many days an answer takes (`mailDays`), and the domain that
 * its mail comes from (`mailDomain`).
 */
export function mailConsultation(mail: Catalogue['mail']): Service {
  const values = { mailUrl: mail.url, mailDays: String(mail.replyDays), mailDomain: mail.senderDomain };
  return { outcomes: ['described'], values, answer: () => ({ outcome: 'described', values }) };
}
