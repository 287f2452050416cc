import { deliveryWords } from '../../src/app/delivery-words';
import { openRoom, openVoice } from '../../src/app/open-handoff';
import { Conversations } from '../../src/conversation';
import { Delivery } from '../../src/delivery';
import type { Language } from '../../src/flow';
import type { CounsellorVoice, Letters } from '../../src/handoff';
import { silentLog } from '../../src/log';
import { PersonDirectory, WebSessions } from '../../src/people';
import { openStore, type Store, Vault } from '../../src/store';
import { shippedContent } from '../cli/shipped-content';
import { noMeaning } from '../support/meanings';
import { ScriptedSender } from '../support/scripted-sender';
import type { Scene } from './scene';

const content = shippedContent('.');

/** The desk, as another process would have it: it writes what counsellors say, and the door's process sends it. */
export interface Desk {
  readonly store: Store;
  readonly letters: Letters;
  readonly voice: CounsellorVoice<Language>;
  close(): Promise<void>;
}

/** Opens the desk beside a running door, on the same data. */
export async function openDesk(scene: Scene): Promise<Desk> {
  const { config, database } = scene.door;
  if (config.masterKey === null) throw new Error('The desk opens what is sealed and needs the master key.');
  const vault = new Vault(config.masterKey.export());
  const store = await openStore(database.location, vault, scene.clock);
  const { flows, services } = content;
  const people = new PersonDirectory(vault);
  const room = openRoom({ flows, vault, baseUrl: config.baseUrl });
  const conversations = new Conversations({ flows, services, people, meaning: noMeaning, room });
  const delivery = new Delivery({
    store,
    vault,
    people,
    conversations,
    senders: [new ScriptedSender()],
    readChannels: [],
    words: deliveryWords(flows),
    clock: scene.clock,
    log: silentLog,
    random: () => 0,
  });
  const sessions = new WebSessions(vault);
  return {
    store,
    letters: room.letters,
    voice: openVoice({ flows, room, people, sessions, conversations, delivery }),
    close: () => store.close(),
  };
}
