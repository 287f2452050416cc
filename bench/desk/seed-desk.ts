import { randomBytes, randomUUID } from 'node:crypto';
import { systemClock } from '../../src/clock';
import { initialState } from '../../src/flow';
import { AuditLog } from '../../src/people';
import { openStaff } from '../../src/staff';
import {
  openStore,
  type SealingKey,
  type SqlValue,
  type StoreLocation,
  type Tx,
  Vault,
} from '../../src/store';

/** How much has gone before. What is going on now is the same in every size: {@link now}. */
export interface DeskSize {
  readonly conversations: number;
  /** In all; spread evenly over the conversations. */
  readonly messages: number;
}

/** What the desk's first page has to show, however long the history: more waiting people than it lists. */
const now = { waiting: 120, counsellors: 12, heldByEach: 3, letters: 60, alarms: 12 } as const;

/** People written in one go. Within one, their conversations go on side by side, as they do. */
const BLOCK = 1_000;
/** Rows of one statement. */
const ROWS = 400;
const DAY_MS = 24 * 60 * 60_000;
const LETTER_DAYS = 3;

const heard = ['こんばんは。', '朝がいちばんつらいです。', 'きょうは少し外の空気を吸いました。'];
const said = ['書いてくださって、ありがとうございます。', 'ゆっくりで大丈夫です。'];

interface Seeded {
  readonly id: string;
  readonly key: SealingKey;
  readonly at: number;
  readonly channel: string;
}

/**
 * Fills an empty store with as many conversations as that, most of them long over, and signs a supervisor in.
 *
 * Everything is sealed with the keys of the people it belongs to, as the product does it. One shortcut: of each person's
 * messages five are sealed, and the others repeat their bytes, since sealing five million takes minutes and the first
 * page opens none of them.
 *
 * @returns the supervisor's session
 */
export async function seedDesk(
  location: StoreLocation,
  masterKey: Buffer,
  size: DeskSize,
): Promise<{ readonly token: string }> {
  const clock = systemClock;
  const vault = new Vault(masterKey);
  const store = await openStore(location, vault, clock);
  try {
    const staff = openStaff({ store, vault, clock, audit: new AuditLog(), issuer: 'bench' });
    const account = (login: string, role: 'counsellor' | 'supervisor') =>
      store.write((tx) => staff.accounts.add(tx, 'bench', { login, name: login, role }, clock.now()));
    const counsellors: string[] = [];
    for (let seat = 1; seat <= now.counsellors; seat += 1) {
      counsellors.push((await account(`counsellor-${seat}`, 'counsellor')).id);
    }
    const supervisor = await account('supervisor', 'supervisor');
    for (let done = 0; done < size.conversations; done += BLOCK) {
      const people = makePeople(vault, { done, of: size.conversations, until: clock.now() });
      await store.write((tx) => keepPeople(tx, vault, people));
      await store.write((tx) => keepMessages(tx, people, Math.round(size.messages / size.conversations)));
      await store.write((tx) => keepPast(tx, people, counsellors));
      const isLast = done + BLOCK >= size.conversations;
      if (isLast) await store.write((tx) => keepPresent(tx, people, counsellors, clock.now()));
    }
    // PostgreSQL looks at its tables by itself, sooner or later. Nobody does it for SQLite.
    if (store.dialect === 'postgres') await store.write((tx) => tx.run('ANALYZE'));
    return {
      token: await store.write((tx) => staff.sessions.open(tx, supervisor.id, 'full', clock.now())),
    };
  } finally {
    await store.close();
  }
}

/** Who wrote, spread over two years, the last of them today. */
function makePeople(
  vault: Vault,
  { done, of, until }: { readonly done: number; readonly of: number; readonly until: number },
): readonly (Seeded & { readonly wrapped: Buffer; readonly generation: number })[] {
  return Array.from({ length: Math.min(BLOCK, of - done) }, (_, index) => {
    const id = randomUUID();
    const { key, kept } = vault.createPersonKey(id);
    const age = ((of - done - index) / of) * 730 * DAY_MS;
    return {
      id,
      key,
      wrapped: Buffer.from(kept.wrapped),
      generation: kept.generation,
      at: Math.round(until - age),
      channel: index % 3 === 0 ? 'web' : 'line',
    };
  });
}

async function keepPeople(tx: Tx, vault: Vault, people: ReturnType<typeof makePeople>): Promise<void> {
  await insert(tx, 'person (id, notices_allowed, created_at, last_seen_at)', people, ({ id, at }) => [
    id,
    true,
    at,
    at,
  ]);
  await insert(tx, 'person_key (person_id, wrapped, generation)', people, ({ id, wrapped, generation }) => [
    id,
    wrapped,
    generation,
  ]);
  await insert(
    tx,
    'channel_identity (channel, address_index, person_id, address, reachable)',
    people,
    ({ id, key, channel }) => {
      const address = randomBytes(16).toString('hex');
      const sealed = key.seal('channel_identity.address', address);
      return [channel, vault.indexOf(`address/${channel}`, address), id, sealed, true];
    },
  );
  await insert(tx, 'conversation (person_id, state, updated_at)', people, ({ id, key, at }, index) => {
    const state = {
      ...initialState('ja'),
      turns: 24,
      facts: {
        standpoint: { value: index % 2 === 0 ? 'self' : 'family', source: 'turn/1' },
        nickname: { value: `みなと${index}`, source: 'turn/2' },
      },
    };
    return [id, key.seal('conversation.state', JSON.stringify(state)), at];
  });
}

/** Turn by turn, everybody's first before anybody's second: a person's words lie scattered, as they do in life. */
async function keepMessages(tx: Tx, people: readonly Seeded[], each: number): Promise<void> {
  const words = people.map(({ key }) => ({
    in: heard.map((text) => key.seal('message.content', JSON.stringify({ kind: 'text', text }))),
    out: said.map((text) =>
      key.seal('message.content', JSON.stringify({ messages: [{ kind: 'text', text }], choices: [] })),
    ),
  }));
  for (let turn = 0; turn < each; turn += 1) {
    const direction = turn % 2 === 0 ? 'in' : 'out';
    await insert(
      tx,
      'message (person_id, channel, direction, content, turn, happened_at)',
      people,
      ({ id, channel, at }, index) => {
        const sealed = words[index]?.[direction] ?? [];
        return [id, channel, direction, sealed[turn % sealed.length] ?? null, turn, at + turn * 30_000];
      },
    );
  }
}

/** Talks that are over, letters that are answered, alarms that were seen. */
async function keepPast(tx: Tx, people: readonly Seeded[], counsellors: readonly string[]): Promise<void> {
  const some = (every: number) => people.filter((_, index) => index % every === 0);
  const staffAt = (index: number) => counsellors[index % counsellors.length] ?? '';
  await insert(
    tx,
    `talk (id, person_id, state, risk, channel, language, summary, asked_at, staff, taken_at, over_at, ended,
      last_in_at, last_out_at, words_said)`,
    some(2),
    ({ id, key, at, channel }, index) => [
      ...[
        randomUUID(),
        id,
        'over',
        index % 3,
        channel,
        'ja',
        key.seal('talk.summary', '本人・夜がつらい'),
        at,
      ],
      ...[staffAt(index), at + 600_000, at + 3_000_000, 'closed', at + 2_000_000, at + 2_900_000, 1],
    ],
  );
  await insert(
    tx,
    'letter (person_id, id, channel, content, sent_at, due_on, answer, answered_by, answered_at, read_at)',
    some(5),
    ({ id, key, at, channel }, index) => [
      ...[id, randomUUID(), channel, letterOf(key), at, dayOf(at + LETTER_DAYS * DAY_MS)],
      ...[key.seal('letter.answer', said.join('')), staffAt(index), at + DAY_MS, at + 2 * DAY_MS],
    ],
  );
  await insert(
    tx,
    'alarm (id, person_id, label, urgent, raised_at, acknowledged_by, acknowledged_at)',
    some(20),
    ({ id, at }, index) => [randomUUID(), id, 'suicide', index % 2 === 0, at, staffAt(index), at + 60_000],
  );
}

/** What is going on now, at the newest people. */
async function keepPresent(
  tx: Tx,
  people: readonly Seeded[],
  counsellors: readonly string[],
  at: number,
): Promise<void> {
  const open = people.slice(-(now.waiting + now.counsellors * now.heldByEach));
  if (open.length < now.waiting + now.counsellors * now.heldByEach) {
    throw new Error('There are fewer conversations than people at the desk.');
  }
  const held = open.slice(now.waiting);
  const columns =
    'talk (id, person_id, state, risk, channel, language, summary, asked_at, staff, taken_at, last_in_at, words_said)';
  const talk = ({ id, key, channel }: Seeded, index: number, staff: string | null): SqlValue[] => {
    const askedAt = at - (index + 1) * 45_000;
    return [
      ...[randomUUID(), id, staff === null ? 'waiting' : 'with', index % 7 === 0 ? 1 : 2, channel, 'ja'],
      ...[
        key.seal('talk.summary', '家族・息子のこと'),
        askedAt,
        staff,
        staff && askedAt + 60_000,
        at - 30_000,
        0,
      ],
    ];
  };
  await insert(tx, columns, open.slice(0, now.waiting), (person, index) => talk(person, index, null));
  await insert(tx, columns, held, (person, index) =>
    talk(person, index, counsellors[index % counsellors.length] ?? ''),
  );
  await insert(tx, 'staff_duty (staff, on_duty, on_break, cap, updated_at)', counsellors, (id) => [
    ...[id, true, false, now.heldByEach + 1, at],
  ]);
  await insert(
    tx,
    'letter (person_id, id, channel, content, sent_at, due_on)',
    people.slice(0, now.letters),
    ({ id, key, channel }, index) => [
      ...[id, randomUUID(), channel, letterOf(key), at, dayOf(at + ((index % 5) - 1) * DAY_MS)],
    ],
  );
  await insert(
    tx,
    'alarm (id, person_id, label, urgent, raised_at, escalated_at)',
    open.slice(0, now.alarms),
    ({ id }, index) => [randomUUID(), id, 'suicide', index % 2 === 0, at - index * 60_000, at],
  );
}

function letterOf(key: SealingKey): Buffer {
  return key.seal(
    'letter.content',
    JSON.stringify({ parts: [{ text: heard.join(''), source: null }], about: null, answerIn: null }),
  );
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** @param into the table with its columns */
async function insert<Row>(
  tx: Tx,
  into: string,
  rows: readonly Row[],
  valuesOf: (row: Row, index: number) => readonly SqlValue[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS) {
    const values = rows.slice(from, from + ROWS).map((row, index) => valuesOf(row, from + index));
    const tuples = values.map((row, index) => {
      const places = row.map((_, column) => `$${index * row.length + column + 1}`);
      return `(${places.join(', ')})`;
    });
    await tx.run(`INSERT INTO ${into} VALUES ${tuples.join(', ')}`, ...values.flat());
  }
}
