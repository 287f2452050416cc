/** What people want when they write in their own words. One file of examples each: `flows/intents/<intent>.yaml`. */
export const intents = [
  'phone_info',
  'mail_info',
  'visit_info',
  'peer_info',
  'peer_book',
  'peer_cancel',
  'individual_info',
  'event_info',
  'directory_search',
  'human_handoff',
  'who_are_you',
  'privacy',
  'erase_me',
  'stop_messages',
  'language_change',
  'greeting',
  'thanks',
  'family_worry',
  'self_worry',
  'later_not_now',
  'out_of_scope',
] as const;

export type Intent = (typeof intents)[number];

export function isIntent(label: string): label is Intent {
  return intents.some((intent) => intent === label);
}

/** What takes something away from a person. It is asked about before it is done, however sure the recogniser is. */
export const confirmedIntents: readonly Intent[] = ['erase_me', 'peer_cancel'];
