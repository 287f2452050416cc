import type { SettingName, Settings } from '../../api';
import { runsOf, type Span, type Week } from '../model/settings-form';
import { useDesk } from './desk-context';

/** Says what a setting's value is, in one line. */
export function useSaySetting(): (settings: Settings, name: SettingName) => string {
  const { words } = useDesk();
  const { settings: said } = words;
  const hours = (spans: readonly Span[]) => spans.map(({ from, to }) => `${from}–${to}`).join(' / ');
  const week = (value: Week) =>
    runsOf(value)
      .map(({ first, last, spans }) =>
        said.runOf(said.weekdays[first], first === last ? null : said.weekdays[last], hours(spans)),
      )
      .join('、') || said.none;
  const monthDay = (value: string) => {
    const [month = 1, day = 1] = value.split('-').map(Number);
    return said.monthAndDay(month, day);
  };
  return (settings, name) => {
    switch (name) {
      case 'talkHours':
      case 'letterHours':
        return week(settings[name]);
      case 'closures':
      case 'openDays':
        return settings[name].length === 0 ? said.none : said.dates(settings[name].length);
      case 'closedOnHolidays':
        return settings[name] ? said.holidaysClosed : said.holidaysOpen;
      case 'bookingsConfirmedByStaff':
        return settings[name] ? said.confirm : said.noConfirm;
      case 'yearEnd': {
        const value = settings[name];
        return value === 'none' ? said.yearEndNone : `${monthDay(value.from)}–${monthDay(value.to)}`;
      }
      case 'quietHours': {
        const value = settings[name];
        return value === 'none' ? said.quietNone : `${value.from}–${value.to}`;
      }
      case 'lastTakenMinutes':
        return `${settings[name]}${said.unitSpace}${said.minutes}`;
      case 'mostWaiting':
        return `${settings[name]}${said.unitSpace}${said.persons}`;
      case 'letterAnswerDays':
        return `${settings[name]}${said.unitSpace}${said.workingDays}`;
    }
  };
}
