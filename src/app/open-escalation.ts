import { fillPattern } from '../calendar';
import { type AlarmNews, Escalations, mailWay, type Way, webhookWay } from '../escalation';
import type { FlowSet } from '../flow';
import type { Alarms } from '../handoff';
import type { Log } from '../log';
import type { Store } from '../store';
import type { AlarmConfig } from './config';
import { deskWords } from './desk-words';

/** Who outside is told of alarms that nobody at the desk has seen, in the ways that are configured. */
export function openEscalations(parts: {
  readonly config: AlarmConfig;
  readonly baseUrl: string | null;
  readonly flows: FlowSet;
  readonly store: Store;
  readonly alarms: Alarms;
  readonly log: Log;
}): Escalations {
  const { config, store, alarms, log } = parts;
  const ways: Way[] = [];
  const [from] = config.mail?.to ?? [];
  if (config.mail && from !== undefined)
    ways.push(mailWay({ ...config.mail, from, words: mailWords(parts) }));
  if (config.webhookUrl !== null) ways.push(webhookWay(config.webhookUrl));
  return new Escalations({ store, alarms, ways, log });
}

function mailWords({ flows, baseUrl }: { readonly flows: FlowSet; readonly baseUrl: string | null }) {
  const { alarm } = deskWords(flows)('ja');
  const moments = new Intl.DateTimeFormat('ja', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: flows.timeZone,
  });
  return ({ urgent, at }: AlarmNews) => ({
    subject: urgent ? alarm.urgent : alarm.subject,
    text: fillPattern(alarm.text, {
      since: moments.format(at),
      link: baseUrl === null ? '' : `${baseUrl}/desk`,
    }).trimEnd(),
  });
}
