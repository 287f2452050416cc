import type {
  AddDay,
  AddRecordNote,
  AddSlot,
  AddStaff,
  ApiError,
  AskReferral,
  AssessmentNote,
  AuditPage,
  BookingCalendar,
  BookingChange,
  CalendarDate,
  CalendarFeed,
  CalendarFeedAddress,
  ChangePassword,
  ChangeSettings,
  ChangeStaff,
  Colleagues,
  DeadLetters,
  Duty,
  Enrolment,
  Entries,
  ErasureReceipt,
  ExportedOnRequest,
  HandOverTo,
  Letter,
  LetterList,
  LineQuota,
  Me,
  MoveSlot,
  OrganisationSettings,
  Queue,
  RecordSheet,
  RecordSubject,
  Referral,
  ReferralWords,
  SendMessage,
  Sent,
  SetDuty,
  SetPassword,
  SetUp,
  Setup,
  SignIn,
  SignInNext,
  Snippet,
  Snippets,
  StaffAccount,
  StaffLink,
  StaffSession,
  StaleFacts,
  Statistics,
  Taken,
  Talk,
  Whisper,
  WordingMarks,
} from '../../api';
import type { CalendarMonth } from './calendar-month';
import { Problem, type ProblemCode } from './problem';
import { type RecordPlace, recordPath } from './record-place';

/** What of `fetch` is used. */
export interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly cache: 'no-store';
  readonly credentials: 'same-origin';
  /** The request outlives the page that sends it. */
  readonly keepalive?: boolean;
}

type Fetch = (url: string, options: RequestOptions) => Promise<Response>;

const id = encodeURIComponent;

/** Calls the desk's API. Every method throws {@link Problem} and nothing else. */
export class DeskApi {
  constructor(private readonly fetch: Fetch) {}

  setup = (): Promise<Setup> => this.get('setup');
  setUp = (body: SetUp): Promise<void> => this.post('setup', body);
  signIn = (body: SignIn): Promise<SignInNext> => this.post('sign-in', body);
  setPassword = (body: SetPassword): Promise<void> => this.post('sign-in/password', body);
  giveCode = (code: string): Promise<SignInNext> => this.post('sign-in/code', { code });
  enrol = (): Promise<Enrolment> => this.post('sign-in/enrol');
  confirmEnrolment = (code: string): Promise<void> => this.post('sign-in/enrol/confirm', { code });
  signOut = (): Promise<void> => this.send('DELETE', 'session');

  me = (): Promise<Me> => this.get('me');
  sessions = (): Promise<{ readonly sessions: readonly StaffSession[] }> => this.get('sessions');
  endSession = (session: string): Promise<void> => this.send('DELETE', `sessions/${id(session)}`);
  changePassword = (body: ChangePassword): Promise<void> => this.post('password', body);

  staff = (): Promise<{ readonly staff: readonly StaffAccount[] }> => this.get('staff');
  addStaff = (body: AddStaff): Promise<StaffLink> => this.post('staff', body);
  changeStaff = (staff: string, body: ChangeStaff): Promise<void> =>
    this.send('PUT', `staff/${id(staff)}`, body);
  linkForStaff = (staff: string): Promise<StaffLink> => this.post(`staff/${id(staff)}/link`);
  signOutStaff = (staff: string): Promise<void> => this.post(`staff/${id(staff)}/sign-out`);

  removeSecondFactor = (staff: string): Promise<void> =>
    this.send('DELETE', `staff/${id(staff)}/second-factor`);

  queue = (): Promise<Queue> => this.get('queue');
  setDuty = (body: SetDuty): Promise<Duty> => this.post('duty', body);
  /** Null: nobody waits, one's cap is reached, or one is not on duty. */
  next = (): Promise<Taken | null> => this.post('next');
  colleagues = (): Promise<Colleagues> => this.get('colleagues');
  restSeen = (): Promise<void> => this.post('rest/seen');
  acknowledge = (alarm: string): Promise<void> => this.post(`alarms/${id(alarm)}/acknowledge`);

  talk = (talk: string): Promise<Talk> => this.get(`talks/${id(talk)}`);
  /**
   * @param before id of the oldest entry that is known; without it, the newest page
   * @param isSeen false: nobody looks at the page now, so nothing counts as read
   */
  entries = (talk: string, before?: number, isSeen = true): Promise<Entries> => {
    const query = new URLSearchParams({
      ...(before !== undefined && { before: String(before) }),
      ...(!isSeen && { seen: 'no' }),
    }).toString();
    return this.get(`talks/${id(talk)}/entries${query === '' ? '' : `?${query}`}`);
  };
  sendMessage = (talk: string, body: SendMessage): Promise<Sent> =>
    this.post(`talks/${id(talk)}/messages`, body);
  dropScheduled = (talk: string, scheduled: string): Promise<void> =>
    this.send('DELETE', `talks/${id(talk)}/scheduled/${id(scheduled)}`);
  typing = (talk: string): Promise<void> => this.post(`talks/${id(talk)}/typing`);
  keepDraft = (talk: string, text: string): Promise<void> =>
    this.send('PUT', `talks/${id(talk)}/draft`, { text }, text.length < 10_000);
  saySlow = (talk: string, sentAs: string): Promise<void> =>
    this.post(`talks/${id(talk)}/slow`, { id: sentAs });
  handOver = (talk: string, body: HandOverTo): Promise<void> =>
    this.post(`talks/${id(talk)}/hand-over`, body);
  assign = (talk: string, to: string): Promise<void> => this.post(`talks/${id(talk)}/assign`, { to });
  giveBack = (talk: string): Promise<void> => this.post(`talks/${id(talk)}/give-back`);
  close = (talk: string): Promise<void> => this.post(`talks/${id(talk)}/close`);
  snooze = (talk: string, until: number | null): Promise<void> =>
    this.post(`talks/${id(talk)}/snooze`, { until });
  watch = (talk: string): Promise<void> => this.post(`talks/${id(talk)}/watch`);
  unwatch = (talk: string): Promise<void> => this.post(`talks/${id(talk)}/unwatch`);
  whisper = (talk: string, text: string): Promise<Whisper> =>
    this.post(`talks/${id(talk)}/whispers`, { text });

  letters = (): Promise<LetterList> => this.get('letters');
  letter = (letter: string): Promise<Letter> => this.get(`letters/${id(letter)}`);
  keepLetterDraft = (letter: string, text: string): Promise<void> =>
    this.send('PUT', `letters/${id(letter)}/draft`, { text }, text.length < 10_000);
  answerLetter = (letter: string, body: string): Promise<void> =>
    this.post(`letters/${id(letter)}/answer`, { body });

  record = (place: RecordPlace): Promise<RecordSheet> => this.get(`${recordPath(place)}/record`);
  /** One field, or one fact. @param value null empties it, or lets stand what was told */
  putInRecord = (
    place: RecordPlace,
    subject: RecordSubject,
    part: 'fields' | 'facts',
    name: string,
    value: string | null,
  ): Promise<void> =>
    this.send(
      'PUT',
      `${recordPath(place)}/record/${subject}/${part}`,
      { [part]: { [name]: value } },
      (value?.length ?? 0) < 10_000,
    );
  addRecordNote = (
    place: RecordPlace,
    subject: RecordSubject,
    body: AddRecordNote,
  ): Promise<AssessmentNote> => this.post(`${recordPath(place)}/record/${subject}/notes`, body);
  putRecordTags = (place: RecordPlace, subject: RecordSubject, tags: readonly string[]): Promise<void> =>
    this.send('PUT', `${recordPath(place)}/record/${subject}/tags`, { tags });
  /** What the person would be asked with. Nothing is sent. */
  referralWords = (place: RecordPlace, body: AskReferral): Promise<ReferralWords> =>
    this.post(`${recordPath(place)}/referrals/words`, body);
  askReferral = (place: RecordPlace, body: AskReferral): Promise<Referral> =>
    this.post(`${recordPath(place)}/referrals`, body);
  referralDone = (place: RecordPlace, referral: string): Promise<void> =>
    this.post(`${recordPath(place)}/referrals/${id(referral)}/done`);
  takeReferralBack = (place: RecordPlace, referral: string): Promise<void> =>
    this.post(`${recordPath(place)}/referrals/${id(referral)}/take-back`);

  /** Both days in. */
  bookings = (from: CalendarDate, to: CalendarDate): Promise<BookingCalendar> =>
    this.get(`bookings?from=${from}&to=${to}`);
  addSlot = (body: AddSlot): Promise<BookingChange> => this.post('bookings/slots', body);
  addDay = (body: AddDay): Promise<BookingChange> => this.post('bookings/days', body);
  closeSlot = (slot: string): Promise<BookingChange> => this.post(`bookings/slots/${id(slot)}/close`);
  openSlot = (slot: string): Promise<BookingChange> => this.post(`bookings/slots/${id(slot)}/open`);
  moveSlot = (slot: string, body: MoveSlot): Promise<BookingChange> =>
    this.post(`bookings/slots/${id(slot)}/move`, body);
  setSlotPeers = (slot: string, who: readonly string[]): Promise<void> =>
    this.post(`bookings/slots/${id(slot)}/who`, { who });
  setSlotMeeting = (slot: string, link: string | null): Promise<void> =>
    this.post(`bookings/slots/${id(slot)}/meeting`, { link });
  closeDay = (day: CalendarDate): Promise<BookingChange> => this.post(`bookings/days/${id(day)}/close`);
  keepDay = (day: CalendarDate): Promise<BookingChange> => this.post(`bookings/days/${id(day)}/keep`);
  moveDay = (day: CalendarDate, to: CalendarDate): Promise<BookingChange> =>
    this.post(`bookings/days/${id(day)}/move`, { to });
  acceptBooking = (booking: string): Promise<BookingChange> => this.post(`bookings/${id(booking)}/accept`);
  refuseBooking = (booking: string): Promise<BookingChange> => this.post(`bookings/${id(booking)}/refuse`);
  keepBookingNote = (booking: string, note: string): Promise<void> =>
    this.send('PUT', `bookings/${id(booking)}/note`, { note });
  calendarFeed = (): Promise<CalendarFeed> => this.get('bookings/feed');
  makeCalendarFeed = (): Promise<CalendarFeedAddress> => this.post('bookings/feed');
  endCalendarFeed = (): Promise<void> => this.send('DELETE', 'bookings/feed');

  statistics = (from: CalendarMonth, to: CalendarMonth): Promise<Statistics> =>
    this.get(`statistics?from=${from}&to=${to}`);
  /** The address of the same as a file. */
  statisticsFile = (from: CalendarMonth, to: CalendarMonth, language: 'ja' | 'en'): string =>
    `/api/desk/statistics.csv?from=${from}&to=${to}&language=${language}`;

  settings = (): Promise<OrganisationSettings> => this.get('settings');
  changeSettings = (body: ChangeSettings): Promise<OrganisationSettings> =>
    this.send('PUT', 'settings', body);
  exportOnRequest = (number: string): Promise<ExportedOnRequest> => this.post('requests/export', { number });
  eraseOnRequest = (number: string): Promise<ErasureReceipt> => this.post('requests/erase', { number });
  staleFacts = (): Promise<StaleFacts> => this.get('facts/stale');
  lineQuota = (): Promise<LineQuota> => this.get('line/quota');
  deadLetters = (): Promise<DeadLetters> => this.get('dead-letters');
  resendDeadLetter = (letter: string): Promise<void> => this.post(`dead-letters/${id(letter)}/resend`);
  dropDeadLetter = (letter: string): Promise<void> => this.post(`dead-letters/${id(letter)}/drop`);

  wording = (text: string): Promise<WordingMarks> => this.post('wording', { text });
  snippets = (): Promise<Snippets> => this.get('snippets');
  putSnippets = (snippets: readonly Snippet[]): Promise<void> => this.send('PUT', 'snippets', { snippets });
  /** @param before id of the oldest entry that is known; without it, the newest page */
  audit = (before?: number): Promise<AuditPage> =>
    this.get(before === undefined ? 'audit' : `audit?before=${before}`);

  private get<Answer>(path: string): Promise<Answer> {
    return this.ask(path, { method: 'GET' });
  }

  private post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.send('POST', path, body);
  }

  private send<Answer>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    keepalive = false,
  ): Promise<Answer> {
    return this.ask(path, {
      method,
      headers: {
        'x-madobe': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(keepalive ? { keepalive } : {}),
    });
  }

  private async ask<Answer>(
    path: string,
    options: Omit<RequestOptions, 'cache' | 'credentials'>,
  ): Promise<Answer> {
    let response: Response;
    let answer: unknown;
    try {
      response = await this.fetch(`/api/desk/${path}`, {
        ...options,
        cache: 'no-store',
        credentials: 'same-origin',
      });
      const text = await response.text();
      answer = text === '' ? null : JSON.parse(text);
    } catch {
      throw new Problem('unreachable', 0, null);
    }
    if (response.ok) return answer as Answer;
    const { error, field } = (answer ?? {}) as Partial<ApiError>;
    const code: ProblemCode = typeof error === 'string' ? error : 'internal';
    throw new Problem(code, response.status, typeof field === 'string' ? field : null);
  }
}
