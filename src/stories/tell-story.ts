import type { Heard } from '../conversation';
import { type Choice, type FlowEvent, initialState, type Position } from '../flow';
import type { LockedPerson, PersonDirectory } from '../people';
import type { Tx } from '../store';
import { takeDeskTurn } from './desk-turn';
import { type Failure, renderTold } from './failure';
import { judgeAnswer } from './judge-answer';
import type { Setting, Stage } from './stage';
import type { Story, StoryTurn } from './story';
import type { DeskTurn, EarlierTapDefinition, Expectation, TapDefinition } from './story-file';
import { choicesOf, type ToldTurn } from './told-turn';

/** Between what one does and the next, unless a story waits: longer than a double tap. */
const A_MOMENT_MS = 10_000;

/** How a story went. */
export interface Told {
  readonly story: Story;
  /** Every step that was taken, each once. */
  readonly steps: readonly Position[];
  /** What was not as it should be; told up to the first turn where something was not. */
  readonly failures: readonly Failure[];
}

/**
 * Holds a story: takes its turns one after another, with the time it names, and looks at each answer. All of it is one
 * transaction on the stage's store, by people who are nobody else, and is undone at the end: what was booked in one story
 * is free in the next.
 */
export async function tellStory(stage: Stage, story: Story): Promise<Told> {
  const setting = Object.keys(story.facts).length === 0 ? stage : stage.settingWith(story.facts);
  if (!('flows' in setting)) {
    return {
      story,
      steps: [],
      failures: [{ line: story.line, expected: 'facts that can be used', told: setting }],
    };
  }
  return stage.store.write(async (tx) => {
    const telling = new Telling(stage.people, setting, story, tx);
    await tx.run('SAVEPOINT story');
    try {
      await telling.begin();
      for (const turn of story.turns) {
        const failures = await telling.take(turn);
        if (failures.length > 0) return { story, steps: telling.visited, failures };
      }
      return { story, steps: telling.visited, failures: [] };
    } finally {
      await tx.run('ROLLBACK TO SAVEPOINT story');
      await tx.run('RELEASE SAVEPOINT story');
    }
  });
}

/** Somebody in a story, with what was last said to them. */
interface Teller {
  readonly name: string | null;
  readonly personId: string;
  readonly told: ToldTurn | null;
  /** Every button that was there at some time, the latest first. */
  readonly earlier: readonly Choice[];
}

const nobodyYet: Teller = { name: null, personId: '', told: null, earlier: [] };

/** A turn of a story that cannot be taken. */
class Impossible extends Error {}

class Telling {
  private now: number;
  private turns = 0;
  private who: Teller = nobodyYet;
  /** Those who are not doing anything just now, by the names the story gives them. */
  private readonly others = new Map<string, Teller>();
  private readonly steps = new Map<string, Position>();
  private readonly conversations;

  constructor(
    private readonly people: PersonDirectory,
    private readonly setting: Setting,
    private readonly story: Story,
    private readonly tx: Tx,
  ) {
    this.now = story.startsAt;
    this.conversations = setting.conversationsIn(story.language);
  }

  get visited(): readonly Position[] {
    return [...this.steps.values()];
  }

  async begin(): Promise<void> {
    const { knows, language, seed } = this.story;
    const person = await this.newPerson(seed);
    const facts = Object.entries(knows);
    if (facts.length === 0) return;
    const state = {
      ...initialState(language),
      facts: Object.fromEntries(facts.map(([name, value]) => [name, { value, source: 'story' }])),
    };
    await this.conversations.carryOver(this.tx, person, state, this.now);
  }

  /** Takes one turn. Gives what is not as it should be. */
  async take({ line, written }: StoryTurn): Promise<readonly Failure[]> {
    if (written.wait !== undefined) {
      this.now += durationOf(written.wait);
      return [];
    }
    const failed = (expected: string): Failure => ({ line, expected, told: renderTold(this.who.told) });
    if (written.as !== undefined) {
      await this.turnTo(written.as);
      return [];
    }
    if (written.desk !== undefined) {
      const isDone = await this.atDesk(written.desk);
      return isDone ? [] : [failed('a talk that the desk can do this with')];
    }
    if (written.madobe !== undefined) {
      const { told } = this.who;
      if (told === null) return [failed('Madobe answers, but the person has not done anything yet')];
      const expectations = [written.madobe]
        .flat()
        .map((expected): Expectation => (typeof expected === 'string' ? { words: expected } : expected));
      return expectations
        .flatMap((expected) => judgeAnswer(expected, told, this.setting.flows, this.story.language))
        .map(failed);
    }
    let event: FlowEvent;
    try {
      event = this.eventOf(written);
    } catch (problem) {
      if (problem instanceof Impossible) return [failed(problem.message)];
      throw problem;
    }
    await this.hear(event);
    const fault = this.who.told?.end.fault ?? null;
    return fault === null ? [] : [failed(`a turn without a fault, and there was one: ${fault}`)];
  }

  private atDesk(happening: DeskTurn): Promise<boolean> {
    const { people, setting, who, tx, now, story } = this;
    const question = setting.question(story.language);
    return takeDeskTurn(tx, { ...setting, people, personId: who.personId, question }, happening, now);
  }

  private eventOf(written: StoryTurn['written']): FlowEvent {
    if (written.person !== undefined) return { kind: 'text', text: written.person };
    if (written.sends !== undefined) return { kind: 'media', media: written.sends };
    if (written.opens !== undefined) return { kind: 'followed' };
    const earlier = written['tap-earlier'];
    if (earlier !== undefined) return this.tapEarlier(earlier);
    return this.tap(written.tap ?? '');
  }

  private tapEarlier(wanted: EarlierTapDefinition): FlowEvent {
    const { earlier } = this.who;
    if (typeof wanted === 'string') {
      return tapOf(
        earlier.find(({ label }) => isSame(label, wanted)),
        wanted,
      );
    }
    if ('option' in wanted) {
      const option = `${wanted.of}/${wanted.option}`;
      return tapOf(
        earlier.find(({ data }) => data === option),
        option,
      );
    }
    const items = earlier.filter(({ data }) => data.startsWith(`${wanted.of}/each/`));
    return tapOf(items[wanted.item - 1], `item ${wanted.item} of ${wanted.of}`);
  }

  private tap(wanted: TapDefinition): FlowEvent {
    const { told } = this.who;
    const choices = told === null ? [] : choicesOf(told);
    if (typeof wanted === 'string')
      return tapOf(
        choices.find(({ label }) => isSame(label, wanted)),
        wanted,
      );
    if ('move' in wanted) {
      return tapOf(
        choices.find(({ data }) => data === `move/${wanted.move}`),
        `move ${wanted.move}`,
      );
    }
    if ('option' in wanted) {
      const chosen = choices.find(
        ({ data }) => /^(?!move\/)[^/]+\/[^/]+\/([^/]+)$/.exec(data)?.[1] === wanted.option,
      );
      return tapOf(chosen, `option ${wanted.option}`);
    }
    const items = choices.filter(({ data }) => /^[^/]+\/[^/]+\/(each|place)\//.test(data));
    return tapOf(items[wanted.item - 1], `item ${wanted.item}`);
  }

  private async hear(event: FlowEvent): Promise<void> {
    this.now += A_MOMENT_MS;
    this.turns += 1;
    const heard: Heard = {
      channel: this.story.channel,
      event,
      channelRef: null,
      turn: this.turns,
      happenedAt: this.now,
    };
    await this.setting.pass(this.tx, this.now);
    // Whoever writes after an erasure is somebody new.
    const person =
      (await this.people.lock(this.tx, this.who.personId)) ?? (await this.newPerson(this.story.seed));
    const end = await this.conversations.takeTurn(this.tx, person, heard, this.now);
    for (const step of end.steps) this.steps.set(`${step.flow}/${step.step}`, step);
    const state = end.erased ? null : await this.conversations.stateOf(this.tx, person);
    const notices = await this.people.acceptsNotices(this.tx, this.who.personId);
    const told = { end, state, notices };
    this.who = { ...this.who, told, earlier: [...choicesOf(told), ...this.who.earlier] };
  }

  /** Somebody else goes on; a name that is new is a stranger, unless nobody has had a name: then it is who is there. */
  private async turnTo(name: string): Promise<void> {
    if (this.who.name === null && this.others.size === 0) {
      this.who = { ...this.who, name };
      return;
    }
    this.others.set(this.who.name ?? '', this.who);
    const known = this.others.get(name);
    this.who = known ?? { ...nobodyYet, name };
    if (known === undefined) await this.newPerson(this.story.seed);
  }

  private async newPerson(seed: number): Promise<LockedPerson> {
    const { people } = this;
    const address = `story-${crypto.randomUUID()}`;
    const { id } = await people.create(this.tx, this.story.channel, address, this.now, personIdOf(seed));
    this.who = { ...this.who, personId: id };
    const person = await people.lock(this.tx, id);
    if (person === null) throw new Error('A person who was just made is not there.');
    return person;
  }
}

function tapOf(choice: Choice | undefined, wanted: string): FlowEvent {
  if (choice === undefined) throw new Impossible(`there is a button “${wanted}” to tap`);
  return { kind: 'chosen', data: choice.data };
}

function isSame(label: string, wanted: string): boolean {
  return label.replaceAll(/\s/g, '') === wanted.replaceAll(/\s/g, '');
}

/** What is chosen by who the person is, is chosen by the beginning of their id. */
function personIdOf(seed: number): string {
  return `${seed.toString(16).padStart(8, '0')}${crypto.randomUUID().slice(8)}`;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

function durationOf(wait: string): number {
  const [, count = '0', unit = 's'] = /^(\d+) ?([a-z]+)$/.exec(wait) ?? [];
  return Number(count) * (unitMs[unit] ?? 0);
}
