import { type Outcome, run } from './memory-terminal';

// Commands load the server when they need it, by the name it has after the build. Here it is still TypeScript.
jest.mock('../../src/app/index.js', () => jest.requireActual('../../src/app'), { virtual: true });

/** The variables a command is run with; undefined takes one away that the machine may have set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Nothing of LINE, nothing of PostgreSQL, no log on the test's output. */
const bare: Variables = {
  DATABASE_URL: undefined,
  LINE_CHANNEL_SECRET: undefined,
  LINE_CHANNEL_ACCESS_TOKEN: undefined,
  LINE_API_ORIGIN: undefined,
  MADOBE_BASE_URL: undefined,
  MADOBE_MASTER_KEY: undefined,
  MADOBE_LOG_LEVEL: 'silent',
};

/** Does something under these variables over a bare environment. Not to be used twice at the same time. */
export async function withVariables<Result>(set: Variables, act: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  const assign = (variables: Variables) => {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  const changed: Variables = { ...bare, ...set };
  assign(changed);
  try {
    return await act();
  } finally {
    assign(Object.fromEntries(Object.keys(changed).map((name) => [name, before[name]])));
  }
}

/** Runs a command line that may need the server, in memory. */
export function runWith(set: Variables, words: readonly string[]): Promise<Outcome> {
  return withVariables(set, () => run(words));
}
