import { randomUUID } from 'node:crypto';
import type { Config } from '../../src/app';
import type { DeskEventName, DeskEvents, Talk as TalkView } from '../../src/desk/api';
import { Alarms, type TalkRisk, Talks } from '../../src/handoff';
import { AuditLog, PersonDirectory } from '../../src/people';
import { openStaff, type Role } from '../../src/staff';
import type { Dialect } from '../../src/store';
import { openWebScene, type WebScene } from '../channels/web/web-scene';
import { waitFor } from '../support/wait-for';
import { LiveConnection, WebBrowser } from '../support/web-browser';

/** Somebody of the staff at their screen, signed in. */
export interface Seat {
  readonly id: string;
  readonly name: string;
  readonly page: WebBrowser;
  readonly token: string;
}

/** Somebody who wrote in the web chat. */
export interface Visitor {
  readonly id: string;
  readonly page: WebBrowser;
}

/** The service with seats at its desk, and a hand in its tables. */
export interface DeskScene extends WebScene {
  readonly talks: Talks;
  readonly alarms: Alarms;
  seat(name: string, role?: Role): Promise<Seat>;
  /** Somebody opens the web chat and says something. */
  visitor(text?: string): Promise<Visitor>;
  /** They ask for a human. The talk's id. */
  ask(visitor: Visitor, risk?: TalkRisk, summary?: string): Promise<string>;
  /** A talk that a seat has: asked for, on duty, taken. */
  held(seat: Seat, visitor: Visitor): Promise<string>;
  talk(seat: Seat, id: string): Promise<TalkView>;
  /** The seat's live events. */
  live(seat: Seat): Promise<DeskLine>;
}

/** A live line of the desk. */
export interface DeskLine {
  readonly connection: LiveConnection;
  of<Name extends DeskEventName>(name: Name): readonly DeskEvents[Name][];
  waitFor<Name extends DeskEventName>(
    name: Name,
    is: (data: DeskEvents[Name]) => boolean,
  ): Promise<DeskEvents[Name]>;
}

/** @param withLine LINE's double stands at the door, too */
export async function openDeskScene(
  dialect: Dialect,
  config: Partial<Config> = {},
  withLine = false,
): Promise<DeskScene> {
  const scene = await openWebScene(dialect, withLine ? config : { line: null, ...config });
  const { elsewhere, vault, clock } = scene;
  const people = new PersonDirectory(vault);
  const talks = new Talks();
  const alarms = new Alarms({ acknowledgeWithinMs: 5 * 60_000 });
  const staff = openStaff({ store: elsewhere, vault, clock, audit: new AuditLog(), issuer: 'test' });
  let logins = 0;
  const lines: LiveConnection[] = [];

  const seat = async (name: string, role: Role = 'counsellor'): Promise<Seat> => {
    logins += 1;
    const { id, token } = await elsewhere.write(async (tx) => {
      const made = await staff.accounts.add(tx, 'test', { login: `seat${logins}`, name, role }, clock.now());
      return { id: made.id, token: await staff.sessions.open(tx, made.id, 'full', clock.now()) };
    });
    const page = new WebBrowser(scene.door.origin);
    page.cookies.set('madobe_desk', token);
    return { id, name, page, token };
  };
  const ask: DeskScene['ask'] = (visitor, risk = 'none', summary = '') =>
    elsewhere.write(async (tx) => {
      const person = await people.lock(tx, visitor.id);
      if (!person) throw new Error('The visitor is no more.');
      const asked = { channel: 'web', language: 'ja', summary, risk };
      return (await talks.ask(tx, person, asked, clock.now())).id;
    });
  return {
    ...scene,
    talks,
    alarms,
    seat,
    ask,
    async visitor(text = 'こんにちは') {
      const page = scene.browser();
      await page.open();
      const id = await scene.personOf(page);
      const words = `${text} ${randomUUID()}`;
      await page.say(words);
      await waitFor('what was said to be there', async () => {
        const { entries } = await page.history();
        return entries.some(({ what }) => what.kind === 'text' && what.text === words);
      });
      return { id, page };
    },
    async held(by, visitor) {
      const id = await ask(visitor);
      await elsewhere.write((tx) => talks.assign(tx, id, by.id, clock.now()));
      return id;
    },
    async talk(by, id) {
      const { status, body } = await by.page.get<TalkView>(`/api/desk/talks/${id}`);
      if (status !== 200) throw new Error(`The talk was answered with ${status}.`);
      return body;
    },
    async live(by) {
      const cutOff = new AbortController();
      const response = await fetch(`${scene.door.origin}/api/desk/events`, {
        headers: { cookie: `madobe_desk=${by.token}`, accept: 'text/event-stream' },
        signal: cutOff.signal,
      });
      const connection = new LiveConnection(response.status, response.body, cutOff);
      lines.push(connection);
      const of = (name: DeskEventName) =>
        connection.events.filter((event) => String(event.name) === name).map(({ data }) => data);
      return {
        connection,
        of: of as DeskLine['of'],
        async waitFor(name, is) {
          const found = () => of(name).find((data) => is(data as never));
          await waitFor(`the desk to be told ${name}`, () => found() !== undefined);
          return found() as never;
        },
      };
    },
    closePages() {
      for (const line of lines.splice(0)) line.close();
      scene.closePages();
    },
  };
}
