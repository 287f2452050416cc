import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { languages, type Services } from '../../flow';
import { crisisSchema, mailSchema, phoneSchema } from './catalogue';
import { createServices } from './create-services';
import { calendarWordsSchema, serviceWordsSchema } from './words';

const filesSchema = z.object({
  phone: phoneSchema,
  mail: mailSchema,
  crisis: crisisSchema,
  calendar: z.object({ ja: calendarWordsSchema, 'ja-easy': calendarWordsSchema, en: calendarWordsSchema }),
  services: z.object({ ja: serviceWordsSchema, 'ja-easy': serviceWordsSchema, en: serviceWordsSchema }),
});

/**
 * Reads `<flowsDir>/catalogue/*.yaml` and the words of services in `<localesDir>/<language>/`, and makes the
 * services of them. Read once, at the start: an edited file is seen after a restart.
 *
 * @throws Error that lists every fault of every file, one a line: file, place, what is wanted
 */
export function loadServices(from: {
  readonly flowsDir: string;
  readonly localesDir: string;
  /** IANA zone in which people are told moments. */
  readonly timeZone: string;
}): Services {
  const faults: string[] = [];
  const files = new Map<string, string>();
  const read = (place: string, file: string): unknown => {
    files.set(place, file);
    try {
      return parse(readFileSync(file, 'utf8'));
    } catch (problem) {
      const [reason] = String(problem).split('\n');
      faults.push(`${file}: cannot be read: ${reason}`);
      files.delete(place);
      return undefined;
    }
  };
  const inCatalogue = (name: string) => read(name, join(from.flowsDir, 'catalogue', `${name}.yaml`));
  const inLocales = (name: string) =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        read(`${name}.${language}`, join(from.localesDir, language, `${name}.yaml`)),
      ]),
    );

  const result = filesSchema.safeParse({
    phone: inCatalogue('phone'),
    mail: inCatalogue('mail'),
    crisis: inCatalogue('crisis'),
    calendar: inLocales('calendar'),
    services: inLocales('services'),
  });
  for (const { path, message } of result.error?.issues ?? []) {
    const [first, second] = path.map(String);
    const depth = files.has(`${first}.${second}`) ? 2 : 1;
    const file = files.get(path.slice(0, depth).map(String).join('.'));
    // A file that could not be read has its own line already.
    if (file) faults.push(`${file}: ${path.slice(depth).join('.') || 'the whole file'}: ${message}`);
  }
  if (!result.success || faults.length > 0) {
    throw new Error(`The catalogue or the words of services cannot be used.\n${faults.join('\n')}`);
  }
  const { phone, mail, crisis, calendar, services } = result.data;
  return createServices({
    catalogue: { phone, mail, crisis },
    calendarWords: calendar,
    nicknames: {
      ja: services.ja.nicknames,
      'ja-easy': services['ja-easy'].nicknames,
      en: services.en.nicknames,
    },
    timeZone: from.timeZone,
  });
}
