/** The shortest password, in UTF-16 units. */
const SHORTEST = 12;

/** Fewer different characters than this are a pattern, not a password. */
const LEAST_DIFFERENT = 6;

/**
 * What most guessed passwords of this length are made of. A password is not one of ours when nothing is left of it after
 * these, digits and signs are taken away, beyond a few letters.
 */
const guessedFirst = [
  'password',
  'passw0rd',
  'pa55word',
  'p@ssw0rd',
  'p@ssword',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdf',
  'zxcvbnm',
  'zxcv',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  'qazwsx',
  'abcdefghijkl',
  'abcdef',
  'abcd',
  'abc',
  'letmein',
  'iloveyou',
  'aishiteru',
  'welcome',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'monkey',
  'dragon',
  'superman',
  'trustno',
  'administrator',
  'admin',
  'login',
  'changeme',
  'default',
  'secret',
  'test',
  'user',
  'guest',
  'root',
  'sakura',
  'hikikomori',
  'madobe',
  'soudan',
  'sodan',
  'pasuwado',
  'パスワード',
  'ぱすわーど',
  '窓辺',
];

/** Letters that have to be left over. */
const LEAST_LEFT = 5;

/** A password as it is hashed: the same characters are the same, whichever way a keyboard composed them. */
export function readPassword(typed: string): string {
  return typed.normalize('NFKC');
}

/**
 * Whether a new password is too short or among what is guessed first: few different characters, words that half the world uses, or
 * the sign-in name with something beside it. Any characters may be in it, and none has to be.
 */
export function isGuessable(typed: string, login: string): boolean {
  const password = readPassword(typed).toLowerCase();
  if (password.length < SHORTEST || new Set(password).size < LEAST_DIFFERENT) return true;
  const parts = [login, ...login.split(/[._@+-]/)].filter((part) => part.length > 2);
  const left = [...parts, ...guessedFirst]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ' '), password);
  return left.replace(/[^\p{L}\p{M}]/gu, '').length < LEAST_LEFT;
}
