import { type Instruction, parseDockerfile } from './dockerfile';

interface Rule {
  /** What is demanded, and the number hadolint gives it where it has one. */
  readonly demand: string;
  /** The lines that break it; 0 when the file as a whole does. */
  broken(instructions: readonly Instruction[]): readonly number[];
}

/** The last stage is the image; the stages before it only build. */
function lastStage(instructions: readonly Instruction[]): readonly Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
}

function named(instructions: readonly Instruction[], name: string): readonly Instruction[] {
  return instructions.filter((each) => each.name === name);
}

function lines(instructions: readonly Instruction[]): readonly number[] {
  return instructions.map(({ line }) => line);
}

/** `image` and `tag` of a FROM; null for an earlier stage or `scratch`, which have no tag. */
function baseOf(instruction: Instruction, stages: readonly string[]): { tag: string | undefined } | null {
  const image = instruction.text.replace(/^(--\S+\s+)*/, '').split(/\s+/)[0] ?? '';
  if (image === 'scratch' || stages.includes(image)) return null;
  return { tag: /:([^/@]+)(@.*)?$/.exec(image)?.[1] };
}

function isExecForm(text: string): boolean {
  if (!text.startsWith('[')) return false;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string');
  } catch {
    return false;
  }
}

const rules: readonly Rule[] = [
  {
    demand: 'every base image has a tag, and not latest (DL3006, DL3007)',
    broken: (all) => {
      const stages = named(all, 'FROM').flatMap(({ text }) => / as (\S+)$/i.exec(text)?.[1] ?? []);
      return lines(
        named(all, 'FROM').filter((each) => {
          const base = baseOf(each, stages);
          return base !== null && (base.tag === undefined || base.tag === 'latest');
        }),
      );
    },
  },
  {
    demand: 'the image runs as a user who is not root (DL3002)',
    broken: (all) => {
      const user = named(lastStage(all), 'USER').at(-1);
      if (user === undefined) return [0];
      return /^(root|0)(:|$)/.test(user.text) ? [user.line] : [];
    },
  },
  { demand: 'COPY, not ADD (DL3020)', broken: (all) => lines(named(all, 'ADD')) },
  {
    demand: 'WORKDIR is absolute (DL3000)',
    broken: (all) => lines(named(all, 'WORKDIR').filter(({ text }) => !/^["']?[/$]/.test(text))),
  },
  {
    demand: 'WORKDIR instead of cd (DL3003)',
    broken: (all) => lines(named(all, 'RUN').filter(({ text }) => /(^|[;&|]\s*)cd\s/.test(text))),
  },
  {
    demand: 'no sudo (DL3004)',
    broken: (all) => lines(named(all, 'RUN').filter(({ text }) => /\bsudo\b/.test(text))),
  },
  {
    demand:
      'apt-get installs with --yes, without recommended packages, and cleans its lists (DL3009, DL3014, DL3015)',
    broken: (all) =>
      lines(
        named(all, 'RUN').filter(
          ({ text }) =>
            /\bapt(-get)?\s+(\S+\s+)*install\b/.test(text) &&
            !(
              text.includes('--no-install-recommends') &&
              /\s(-y|--yes)\b/.test(text) &&
              text.includes('rm -rf /var/lib/apt/lists')
            ),
        ),
      ),
  },
  {
    demand: 'apt-get, not apt (DL3027)',
    broken: (all) => lines(named(all, 'RUN').filter(({ text }) => /\bapt\s/.test(text))),
  },
  {
    demand: 'CMD and ENTRYPOINT are lists of words, so that signals arrive (DL3025)',
    broken: (all) =>
      lines(all.filter(({ name, text }) => /^(CMD|ENTRYPOINT)$/.test(name) && !isExecForm(text))),
  },
  {
    demand: 'the image says what it starts',
    broken: (all) => (lastStage(all).some(({ name }) => /^(CMD|ENTRYPOINT)$/.test(name)) ? [] : [0]),
  },
  {
    demand: 'one CMD and one ENTRYPOINT at most (DL4003, DL4004)',
    broken: (all) => ['CMD', 'ENTRYPOINT'].flatMap((name) => lines(named(lastStage(all), name)).slice(1)),
  },
  {
    demand: 'exactly one HEALTHCHECK (DL3012)',
    broken: (all) => {
      const checks = lines(named(lastStage(all), 'HEALTHCHECK'));
      return checks.length === 0 ? [0] : checks.slice(1);
    },
  },
  {
    demand: 'ports are from 1 to 65535 (DL3011)',
    broken: (all) =>
      lines(
        named(all, 'EXPOSE').filter(({ text }) =>
          text
            .split(/\s+/)
            .some((port) => !(Number.parseInt(port, 10) >= 1 && Number.parseInt(port, 10) <= 65_535)),
        ),
      ),
  },
  {
    demand: 'COPY of several files goes into a folder (DL3021)',
    broken: (all) =>
      lines(
        named(all, 'COPY').filter(({ text }) => {
          const words = text.split(/\s+/).filter((word) => !word.startsWith('--'));
          return words.length > 2 && !words.at(-1)?.endsWith('/');
        }),
      ),
  },
  {
    demand: 'COPY --from names an earlier stage (DL3022, DL3023)',
    broken: (all) => {
      const stages: string[] = [];
      return all.flatMap(({ name, text, line }) => {
        if (name === 'FROM') stages.push(/ as (\S+)$/i.exec(text)?.[1] ?? '');
        const from = name === 'COPY' ? /--from=(\S+)/.exec(text)?.[1] : undefined;
        return from === undefined || stages.slice(0, -1).includes(from) ? [] : [line];
      });
    },
  },
  {
    demand: 'no secret is built in',
    broken: (all) =>
      lines(
        all.filter(
          ({ name, text }) =>
            /^(ARG|ENV)$/.test(name) && /(SECRET|TOKEN|PASSWORD|_KEY|DATABASE_URL)/i.test(text),
        ),
      ),
  },
  {
    demand: 'npm ci, so that the lockfile is what is installed',
    broken: (all) => lines(named(all, 'RUN').filter(({ text }) => /\bnpm (i|install)\b/.test(text))),
  },
];

/** The rules a Dockerfile breaks, as `line: demand`. The main rules of hadolint, and a few of our own. */
export function lintDockerfile(source: string): readonly string[] {
  const instructions = parseDockerfile(source);
  return rules.flatMap(({ demand, broken }) => broken(instructions).map((line) => `${line}: ${demand}`));
}
