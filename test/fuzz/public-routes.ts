import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FRESH_ID } from './hostile';

/** One address that is answered to the world. */
export interface PublicRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With what stands for `:name` left as it is. */
  readonly path: string;
  /** A proper body; left out where none is read. */
  readonly body?: unknown;
  /** What the body is sent as, when that is not JSON. */
  readonly type?: string;
}

const id = FRESH_ID;
const registered = {
  nickname: 'ねこ',
  municipality: null,
  ageBand: '30-39',
  duration: null,
  answerIn: 'room',
};

/** Every route there is, each with a body that would be taken. {@link routesInSource} tells when one is missing. */
export const publicRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: '/healthz' },
  { method: 'GET', path: '/readyz' },
  { method: 'GET', path: '/api/session' },
  { method: 'POST', path: '/api/session', body: { language: 'ja' } },
  { method: 'DELETE', path: '/api/session' },
  { method: 'POST', path: '/api/resume-code', body: {} },
  { method: 'POST', path: '/api/resume', body: { number: '1234-5670', words: 'ひかり まど' } },
  { method: 'POST', path: '/api/room', body: { token: 'あ' } },
  { method: 'GET', path: '/api/conversation' },
  { method: 'GET', path: '/api/events' },
  { method: 'POST', path: '/api/messages', body: { id, event: { kind: 'text', text: 'でんわ' } } },
  { method: 'POST', path: '/api/messages', body: { id, event: { kind: 'chosen', data: 'えらぶ' } } },
  { method: 'GET', path: '/api/letters' },
  { method: 'POST', path: '/api/letters', body: { id, body: 'てがみ', about: 'こと', answerIn: 'room' } },
  { method: 'GET', path: '/api/letters/draft' },
  { method: 'PUT', path: '/api/letters/draft', body: { body: 'てがみ', about: '', answerIn: 'line' } },
  { method: 'GET', path: '/api/letters/:id' },
  { method: 'GET', path: '/api/registered' },
  { method: 'PUT', path: '/api/registered', body: registered },
  { method: 'GET', path: '/api/words/:language' },
  { method: 'GET', path: '/api/mine' },
  { method: 'POST', path: '/api/mine/change', body: { change: 'notices-on' } },
  { method: 'GET', path: '/api/mine/page' },
  { method: 'GET', path: '/api/mine/data' },
  { method: 'GET', path: '/download/:token' },
  {
    method: 'POST',
    path: '/download',
    body: { token: 'あ' },
    type: 'application/x-www-form-urlencoded',
  },
  { method: 'POST', path: '/line/webhook', body: { events: [] } },
  { method: 'GET', path: '/embed' },
  { method: 'GET', path: '/embed.js' },
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/room/:token' },
];

/** Routes as the channels' sources declare them: method and the end of the address. */
export function routesInSource(): readonly string[] {
  return ['src/channels/line', 'src/channels/web'].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const source = readFileSync(path.join(folder, file), 'utf8');
        const declared = source.matchAll(/(?:router|api)\.(get|post|put|delete|patch)\(\s*'([^']+)'/g);
        return [...declared].map(([, method = '', address]) => `${method.toUpperCase()} ${address}`);
      }),
  );
}
