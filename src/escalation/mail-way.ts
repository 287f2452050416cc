import { createTransport } from 'nodemailer';
import type { AlarmNews, Way } from './way';

const TIMEOUT_MS = 15_000;

/** How mail about alarms is sent. */
export interface MailSetting {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly words: (news: AlarmNews) => { readonly subject: string; readonly text: string };
}

/** Tells of alarms by mail. The same alarm has the same message id, so that mailboxes may know it again. */
export function mailWay({ smtpUrl, from, to, words }: MailSetting): Way {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'mail',
    tell: async (news) => {
      await transport.sendMail({
        from,
        to: [...to],
        messageId: `<${news.id}.${news.at}@madobe.invalid>`,
        priority: 'high',
        ...words(news),
      });
    },
    close: async () => transport.close(),
  };
}
