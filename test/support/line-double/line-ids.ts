import { randomBytes } from 'node:crypto';

/** Ids of LINE's own shapes. They are random: nothing may depend on their order or their parts. */
export const lineIds = {
  /** `U` and 32 hex digits. */
  user: (): string => `U${hex(16)}`,
  group: (): string => `C${hex(16)}`,
  room: (): string => `R${hex(16)}`,
  /** 32 hex digits. */
  replyToken: (): string => hex(16),
  markAsReadToken: (): string => hex(30),
  quoteToken: (): string => hex(30),
  /** Digits only, too long for a JavaScript number to hold, as LINE's are. */
  message: (): string => {
    messagesMade += 1;
    return `58${String(messagesMade).padStart(16, '0')}`;
  },
  /** A ULID: 10 characters of time, 16 of chance. */
  webhookEvent: (now: number): string => ulid(now),
};

export const userIdPattern = /^U[0-9a-f]{32}$/;

let messagesMade = 0;
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

function ulid(now: number): string {
  let time = '';
  for (let left = now, place = 0; place < 10; place += 1) {
    time = crockford.charAt(left % 32) + time;
    left = Math.floor(left / 32);
  }
  let chance = '';
  for (const byte of randomBytes(16)) chance += crockford.charAt(byte % 32);
  return time + chance;
}
