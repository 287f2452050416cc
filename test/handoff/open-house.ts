import { openRoom, openVoice } from '../../src/app/open-handoff';
import type { Room } from '../../src/conversation';
import type { FlowSet, Language } from '../../src/flow';
import type { CounsellorVoice, TalkRule } from '../../src/handoff';
import { WebSessions } from '../../src/people';
import type { DeliveryRig, TestProcess } from '../delivery/delivery-rig';

/** An organisation's room and its counsellors' voice, over a process that sends to LINE. */
export interface House {
  readonly room: Room;
  readonly sessions: WebSessions;
  readonly voice: CounsellorVoice<Language>;
}

export const BASE_URL = 'https://madobe.example.org';

/** The room of an organisation with this rule. */
export function roomOf(rig: DeliveryRig, rule: TalkRule, baseUrl: string | null = BASE_URL): Room {
  return openRoom({ flows: flowsWith(rig, rule), vault: rig.vault, baseUrl });
}

/** Opens the house around a room. */
export function openHouse(rig: DeliveryRig, process: TestProcess, room: Room): House {
  const sessions = new WebSessions(rig.vault);
  const flows = flowsWith(rig, room.rule);
  return { room, sessions, voice: openVoice({ ...process, flows, room, sessions }) };
}

function flowsWith(rig: DeliveryRig, rule: TalkRule): FlowSet {
  const { flows } = rig.content;
  return {
    ...flows,
    organisation: { ...flows.organisation, handoff: { ...flows.organisation.handoff, room: rule } },
  };
}
