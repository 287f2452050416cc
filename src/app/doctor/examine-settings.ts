import type { Config } from '../config';
import { type DoctorFinding, toMend, well } from './finding';

/** The oldest Node.js that is tested; package.json says so under "engines". */
const OLDEST_NODE = 20;

/** What is not wrong enough to stop a start, and leaves somebody waiting or unprotected. */
export function examineSettings(config: Config): readonly DoctorFinding[] {
  return [program(), alarms(config), address(config)];
}

function program(): DoctorFinding {
  const major = Number(process.versions.node.split('.')[0]);
  return major < OLDEST_NODE
    ? toMend('program', `Node.js ${process.versions.node} is too old. Install ${OLDEST_NODE} or newer.`)
    : well('program', `Node.js ${process.versions.node}.`);
}

function alarms({ alarm }: Config): DoctorFinding {
  const ways = [...(alarm.mail ? ['by mail'] : []), ...(alarm.webhookUrl ? ['by webhook'] : [])];
  return ways.length > 0
    ? well('alarms', `An alarm that nobody at the desk has seen is told outside ${ways.join(' and ')}.`)
    : toMend(
        'alarms',
        'An alarm that nobody at the desk has seen is told to nobody. Set MADOBE_ALARM_SMTP_URL and MADOBE_ALARM_MAIL_TO, or MADOBE_ALARM_WEBHOOK_URL.',
      );
}

function address({ baseUrl }: Config): DoctorFinding {
  if (baseUrl === null) {
    return toMend(
      'address',
      'MADOBE_BASE_URL is not set, so there are no links into the private room, and nothing a counsellor says reaches people on LINE while `handoff.room` is `private`.',
    );
  }
  return well('address', `People reach this at ${baseUrl}.`);
}
