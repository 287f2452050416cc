import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../clock';
import { Conversations, type Meaning, type TurnScope } from '../conversation';
import type { Facts } from '../conversation/services';
import type { FlowSet, Language, Services } from '../flow';
import { PersonDirectory } from '../people';
import { openStore, Vault } from '../store';
import type { Setting, Stage } from '../stories';
import type { loadOtherFacts, OtherFacts } from './content';
import { openBooking } from './open-booking';
import { openHall } from './open-desk';
import { openRoom } from './open-handoff';

/** An address that nobody has: stories show links, and follow none. */
const baseUrl = 'https://madobe.example.org';

/** What is asked of people in stories. */
const invented = { to: 'みなと相談室', what: 'これまでのお話の要点', why: '近くで会って話せるように' };

/** A stage for stories, to be closed when they were held. */
export interface OpenStage extends Stage {
  /** Removes all that was said on it. */
  close(): Promise<void>;
}

/**
 * Opens a stage: the conversation that people have, on an empty store of its own in a temporary folder, with a key that
 * nobody keeps.
 */
export async function openStage(from: {
  readonly flows: FlowSet;
  readonly services: Services<TurnScope>;
  /** Left out: nothing can be booked on it. */
  readonly facts?: Facts;
  readonly meaning: Meaning;
  /** Reads the conversations with other facts. */
  readonly readWith: (facts: OtherFacts) => ReturnType<typeof loadOtherFacts>;
}): Promise<OpenStage> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'madobe-stage-'));
  const vault = new Vault(randomBytes(32));
  const store = await openStore({ dialect: 'sqlite', dataDir }, vault, systemClock);
  const people = new PersonDirectory(vault);
  const settingOf = (flows: FlowSet, services: Services<TurnScope>, facts?: Facts): Setting => {
    const room = openRoom({ flows, vault, baseUrl });
    const booking = facts && openBooking({ facts, vault, timeZone: flows.timeZone });
    const talks = openHall(flows);
    const parts = { services, people, meaning: from.meaning, room, talks, ...(booking && { booking }) };
    return {
      flows,
      talks: talks.talks,
      referrals: room.referrals,
      question: (language) => {
        const words = room.mine.referralQuestion(language, invented);
        return { ...invented, subject: 'writer', words, language };
      },
      pass: async (tx, now) => {
        await booking?.materialise(tx, now);
        await booking?.waitlist.offerFreed(tx, now);
      },
      conversationsIn: (language) => new Conversations({ ...parts, flows: metIn(flows, language) }),
    };
  };
  const others = new Map<string, Setting | readonly string[]>();
  const settingWith = (facts: OtherFacts): Setting | readonly string[] => {
    const { content, problems } = from.readWith(facts);
    if (content.ready === null || problems.length > 0) return problems;
    return settingOf(content.ready.flows, content.ready.services, content.ready.facts);
  };
  return {
    ...settingOf(from.flows, from.services, from.facts),
    store,
    people,
    settingWith: (facts) => {
      const key = JSON.stringify(facts);
      const setting = others.get(key) ?? settingWith(facts);
      others.set(key, setting);
      return setting;
    },
    close: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The flows of an organisation that meets new people in this language. */
function metIn(flows: FlowSet, language: Language): FlowSet {
  return { ...flows, organisation: { ...flows.organisation, defaultLanguage: language } };
}
