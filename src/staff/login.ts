/** UTF-16 units of the longest sign-in name. */
const LOGIN_MAX = 64;
const NAME_MAX = 60;

/**
 * A sign-in name as it is kept, however it was typed: capitals and full width make no difference. Null when it is none:
 * letters, digits and `. _ @ + -` make one.
 */
export function readLogin(typed: string): string | null {
  const login = typed.normalize('NFKC').trim().toLowerCase();
  return login.length <= LOGIN_MAX && /^[\p{L}\p{M}\p{N}._@+-]+$/u.test(login) ? login : null;
}

/** The name that colleagues see, or null when it is none: a line of 1 to 60 characters. */
export function readStaffName(typed: string): string | null {
  const name = typed.normalize('NFC').trim();
  return name !== '' && name.length <= NAME_MAX && !/\p{Cc}/u.test(name) ? name : null;
}
