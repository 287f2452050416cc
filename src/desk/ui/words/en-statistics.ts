import type { jaStatistics } from './ja-statistics';

/** What the desk says around its numbers, in English. */
export const enStatistics: typeof jaStatistics = {
  statistics: {
    title: 'Statistics',
    lead: 'Numbers by month, and nothing else: no names, no words.',
    period: 'Months',
    from: 'From',
    to: 'To',
    csv: 'Save as CSV',
    month: (year, month) => `${monthName(month, 'long')} ${year}`,
    monthOnly: (month) => monthName(month, 'short'),
    yearOnly: (year) => String(year),
    part: 'Part',
    count: (count) => count.toLocaleString('en-GB'),
    minutes: (minutes) => (minutes < 600 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`),
    hidden: '*',
    hiddenHeard: 'not shown',
    hiddenNote:
      '* is a number under five, or none. Numbers that would give such a one away are not shown either.',
    none: 'There are no numbers to show for these months yet',
    noneText: 'As talks and letters come, they stand here by month. Numbers under five are not shown.',
    series: {
      contacts: 'People who were here',
      'contacts-by-channel': 'Where they came',
      newcomers: 'New people',
      ways: 'Ways of consultation',
      waiting: 'Until a counsellor is there',
      'first-answer': 'Until the first answer',
      bookings: 'Bookings with peers',
      letters: 'Letters',
    },
    notes: {
      contacts: 'How many people were here at least once in that month.',
      'contacts-by-channel': 'Counted once, where they came first in that month.',
      newcomers: 'How many people were here for the first time.',
      ways: 'Talks that counsellors took up, letters that were sent, and talks with peers that were booked.',
      waiting: 'The middle time from asking for a human to a counsellor taking over.',
      'first-answer': 'The middle time from asking for a human to a counsellor’s first words.',
      bookings: 'Nobody is asked why they cancel.',
      letters: 'Late answers are among the answers, too.',
    },
    parts: {
      all: 'All',
      self: 'The person',
      family: 'Family',
      sibling: 'Sibling',
      friend: 'Friend or supporter',
      unsaid: 'Not said',
      line: 'LINE',
      web: 'Web',
      talk: 'Talk with a counsellor',
      letter: 'Letter',
      online: 'Peer, online',
      phone: 'Peer, by phone',
      booked: 'Booked',
      cancelled: 'Cancelled',
      sent: 'Received',
      answered: 'Answered',
      late: 'Answered late',
    },
  },
};

function monthName(month: number, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat('en-GB', { month: style, timeZone: 'UTC' }).format(
    Date.UTC(2000, month - 1),
  );
}
