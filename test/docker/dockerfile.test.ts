import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { variables } from '../../src/app/config';
import { parseDockerfile } from './dockerfile';
import { lintDockerfile } from './lint-dockerfile';

const root = path.resolve(__dirname, '../..');
const source = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
const ignore = readFileSync(path.join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const good = [
  'FROM node:24 AS build',
  'WORKDIR /app',
  'FROM node:24-slim',
  'COPY --from=build /app/a /app/b ./',
  'USER node',
  'HEALTHCHECK CMD ["true"]',
  'CMD ["node", "main.js"]',
];

/** The good file with one line in the place of another. */
function withLine(old: string, line: string): string {
  expect(good).toContain(old);
  return good.map((each) => (each === old ? line : each)).join('\n');
}

describe('our Dockerfile', () => {
  it('breaks no rule', () => {
    expect(lintDockerfile(source)).toEqual([]);
  });

  it('asks /healthz whether all is well', () => {
    const check = parseDockerfile(source).find(({ name }) => name === 'HEALTHCHECK');
    const command: unknown = JSON.parse(check?.text.replace(/^.*?CMD /, '') ?? '');
    expect(command).toEqual(['node', '-e', expect.stringContaining('/healthz')]);
    expect(check?.text).toContain('process.env.PORT');
  });

  it('counts on npm ci to build, as package.json says', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    );
    expect(scripts.prepare).toBe('npm run build');
  });

  it('sets only variables that exist, and keeps the data in the volume', () => {
    const env = parseDockerfile(source).filter(({ name }) => name === 'ENV');
    const names = env.flatMap(({ text }) => [...text.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name));
    expect([...Object.keys(variables), 'NODE_ENV']).toEqual(expect.arrayContaining(names));
    const data = /MADOBE_DATA_DIR=(\S+)/.exec(source)?.[1];
    expect(parseDockerfile(source).find(({ name }) => name === 'VOLUME')?.text).toBe(JSON.stringify([data]));
  });
});

describe('our .dockerignore', () => {
  it('shuts everything out first, and lets in only what exists', () => {
    expect(ignore[0]).toBe('*');
    for (const line of ignore.slice(1)) {
      expect(line).toMatch(/^![\w.-]+$/);
      expect(existsSync(path.join(root, line.slice(1)))).toBe(true);
    }
  });

  it('lets in what the image takes from the build', () => {
    const taken = [...source.matchAll(/\/app\/(\S+)/g)].map(([, name]) => `!${name}`);
    const made = ['!node_modules', '!dist'];
    expect(ignore).toEqual(expect.arrayContaining(taken.filter((name) => !made.includes(name))));
  });

  it('keeps out data, keys and .env', () => {
    for (const name of ['data', '.env', 'node_modules', '.git']) expect(ignore).not.toContain(`!${name}`);
  });
});

describe('the linter', () => {
  it('reads joined lines, comments between them, and where an instruction begins', () => {
    expect(parseDockerfile('# first\nRUN a \\\n  # between\n  && b\n\ncmd ["c"]')).toEqual([
      { name: 'RUN', text: 'a && b', line: 2 },
      { name: 'CMD', text: '["c"]', line: 6 },
    ]);
  });

  it('is content with a good file', () => {
    expect(lintDockerfile(good.join('\n'))).toEqual([]);
  });

  it.each([
    ['FROM node:24-slim', 'FROM node', 'every base image has a tag'],
    ['FROM node:24-slim', 'FROM node:latest', 'every base image has a tag'],
    ['FROM node:24-slim', 'FROM registry.example.org:5000/node', 'every base image has a tag'],
    ['USER node', 'EXPOSE 80', 'the image runs as a user who is not root'],
    ['USER node', 'USER root', 'the image runs as a user who is not root'],
    ['USER node', 'USER 0:0', 'the image runs as a user who is not root'],
    ['WORKDIR /app', 'ADD . /app', 'COPY, not ADD'],
    ['WORKDIR /app', 'WORKDIR app', 'WORKDIR is absolute'],
    ['WORKDIR /app', 'RUN cd /app && npm ci', 'WORKDIR instead of cd'],
    ['WORKDIR /app', 'RUN sudo true', 'no sudo'],
    ['WORKDIR /app', 'RUN apt-get update && apt-get install -y make', 'apt-get installs with --yes'],
    ['WORKDIR /app', 'RUN apt update && rm -rf /var/lib/apt/lists/*', 'apt-get, not apt'],
    ['CMD ["node", "main.js"]', 'CMD node main.js', 'CMD and ENTRYPOINT are lists of words'],
    ['CMD ["node", "main.js"]', "CMD ['node']", 'CMD and ENTRYPOINT are lists of words'],
    ['CMD ["node", "main.js"]', 'EXPOSE 80', 'the image says what it starts'],
    ['USER node', 'USER node\nCMD ["node"]', 'one CMD and one ENTRYPOINT'],
    ['HEALTHCHECK CMD ["true"]', 'EXPOSE 80', 'exactly one HEALTHCHECK'],
    ['USER node', 'USER node\nHEALTHCHECK CMD ["true"]', 'exactly one HEALTHCHECK'],
    ['USER node', 'USER node\nEXPOSE 0', 'ports are from 1 to 65535'],
    ['COPY --from=build /app/a /app/b ./', 'COPY a b .', 'COPY of several files goes into a folder'],
    [
      'COPY --from=build /app/a /app/b ./',
      'COPY --from=elsewhere a ./',
      'COPY --from names an earlier stage',
    ],
    ['WORKDIR /app', 'ENV LINE_CHANNEL_SECRET=x', 'no secret is built in'],
    ['WORKDIR /app', 'ARG NPM_TOKEN', 'no secret is built in'],
    ['WORKDIR /app', 'RUN npm install', 'npm ci, so that the lockfile'],
  ])('finds what is wrong when %s becomes %s', (old, line, demand) => {
    const found = lintDockerfile(withLine(old, line));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(demand);
  });
});
