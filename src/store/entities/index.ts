import type { EntitySchema } from 'typeorm';
import type { Dialect } from '../dialect';
import { alarmSchema } from './alarm';
import { alarmNoticeSchema } from './alarm-notice';
import { auditSchema } from './audit';
import { bookingSchema } from './booking';
import { bookingSeatSchema } from './booking-seat';
import { bookingSlotSchema } from './booking-slot';
import { bookingSlotPeerSchema } from './booking-slot-peer';
import { bookingWaitSchema } from './booking-wait';
import { calendarFeedSchema } from './calendar-feed';
import { channelIdentitySchema } from './channel-identity';
import { consentSchema } from './consent';
import { conversationSchema } from './conversation';
import { countedContactSchema } from './counted-contact';
import { countedUpToSchema } from './counted-up-to';
import { dailyCountSchema } from './daily-count';
import { deskDraftSchema } from './desk-draft';
import { deskMessageSchema } from './desk-message';
import { deskScheduledSchema } from './desk-scheduled';
import { dueMessageSchema } from './due-message';
import { erasureReceiptSchema } from './erasure-receipt';
import { inboxEventSchema } from './inbox-event';
import { installationSchema } from './installation';
import { keyGenerationSchema } from './key-generation';
import { letterSchema } from './letter';
import { letterDraftSchema } from './letter-draft';
import { messageSchema } from './message';
import { organisationSettingSchema } from './organisation-setting';
import { outboxMessageSchema } from './outbox-message';
import { paceSchema } from './pace';
import { personSchema } from './person';
import { personKeySchema } from './person-key';
import { readTokenSchema } from './read-token';
import { recordEntrySchema } from './record-entry';
import { recordNoteSchema } from './record-note';
import { referralSchema } from './referral';
import { registeredItemsSchema } from './registered-items';
import { reminderWishSchema } from './reminder-wish';
import { requestCodeSchema } from './request-code';
import { resumeCodeSchema } from './resume-code';
import { roomLinkSchema } from './room-link';
import { roomNoticeSchema } from './room-notice';
import { seenEventSchema } from './seen-event';
import { snippetSchema } from './snippet';
import { staffSchema } from './staff';
import { staffDutySchema } from './staff-duty';
import { staffFactorSchema } from './staff-factor';
import { staffLinkSchema } from './staff-link';
import { staffRecoveryCodeSchema } from './staff-recovery-code';
import { staffRestSchema } from './staff-rest';
import { staffSessionSchema } from './staff-session';
import { talkSchema } from './talk';
import { talkHandOverSchema } from './talk-hand-over';
import { talkWatcherSchema } from './talk-watcher';
import { talkWhisperSchema } from './talk-whisper';
import { toldPlaceSchema } from './told-place';
import { unsentMessageSchema } from './unsent-message';
import { webSessionSchema } from './web-session';

export type { StoredAlarm } from './alarm';
export type { AlarmNotice } from './alarm-notice';
export type { Audit } from './audit';
export type { StoredBooking } from './booking';
export type { StoredBookingSeat } from './booking-seat';
export type { StoredBookingSlot } from './booking-slot';
export type { StoredBookingSlotPeer } from './booking-slot-peer';
export type { StoredBookingWait } from './booking-wait';
export type { StoredCalendarFeed } from './calendar-feed';
export type { ChannelIdentity } from './channel-identity';
export type { StoredConsent } from './consent';
export type { Conversation } from './conversation';
export type { CountedContact } from './counted-contact';
export type { CountedUpTo } from './counted-up-to';
export type { DailyCount } from './daily-count';
export type { StoredDeskDraft } from './desk-draft';
export type { StoredDeskMessage } from './desk-message';
export type { StoredDeskScheduled } from './desk-scheduled';
export type { DueMessage } from './due-message';
export type { ErasureReceipt } from './erasure-receipt';
export type { InboxEvent } from './inbox-event';
export type { Installation } from './installation';
export type { KeyGeneration } from './key-generation';
export type { StoredLetter } from './letter';
export type { StoredLetterDraft } from './letter-draft';
export type { StoredMessage } from './message';
export type { StoredOrganisationSetting } from './organisation-setting';
export type { OutboxMessage } from './outbox-message';
export type { StoredPace } from './pace';
export type { Person } from './person';
export type { StoredPersonKey } from './person-key';
export type { StoredReadToken } from './read-token';
export type { StoredRecordEntry } from './record-entry';
export type { StoredRecordNote } from './record-note';
export type { StoredReferral } from './referral';
export type { StoredRegisteredItems } from './registered-items';
export type { ReminderWish } from './reminder-wish';
export type { RequestCode } from './request-code';
export type { ResumeCode } from './resume-code';
export type { RoomLink } from './room-link';
export type { RoomNotice } from './room-notice';
export type { SeenEvent } from './seen-event';
export type { StoredSnippet } from './snippet';
export type { StoredStaff } from './staff';
export type { StaffDuty } from './staff-duty';
export type { StoredStaffFactor } from './staff-factor';
export type { StoredStaffLink } from './staff-link';
export type { StoredStaffRecoveryCode } from './staff-recovery-code';
export type { StaffRest } from './staff-rest';
export type { StoredStaffSession } from './staff-session';
export type { StoredTalk } from './talk';
export type { StoredTalkHandOver } from './talk-hand-over';
export type { TalkWatcher } from './talk-watcher';
export type { StoredTalkWhisper } from './talk-whisper';
export type { ToldPlace } from './told-place';
export type { UnsentMessage } from './unsent-message';
export type { WebSession } from './web-session';

/** Every table but those of keys, spelt for a dialect. Made anew for each data source, so that one process can use both databases. */
export function entitiesOf(dialect: Dialect): EntitySchema[] {
  return [
    personSchema(),
    channelIdentitySchema(dialect),
    conversationSchema(dialect),
    messageSchema(dialect),
    inboxEventSchema(dialect),
    outboxMessageSchema(dialect),
    unsentMessageSchema(),
    toldPlaceSchema(),
    installationSchema(dialect),
    webSessionSchema(),
    resumeCodeSchema(dialect),
    paceSchema('resume_pace'),
    roomLinkSchema(),
    roomNoticeSchema(),
    registeredItemsSchema(dialect),
    letterDraftSchema(dialect),
    letterSchema(dialect),
    consentSchema(dialect),
    requestCodeSchema(),
    erasureReceiptSchema(),
    auditSchema(dialect),
    dailyCountSchema(),
    bookingSlotSchema(dialect),
    bookingSlotPeerSchema(),
    bookingSeatSchema(),
    bookingSchema(dialect),
    bookingWaitSchema(),
    calendarFeedSchema(),
    reminderWishSchema(),
    dueMessageSchema(dialect),
    seenEventSchema(),
    staffSchema(dialect),
    staffSessionSchema(),
    staffFactorSchema(dialect),
    staffRecoveryCodeSchema(),
    staffLinkSchema(),
    paceSchema('staff_pace'),
    deskMessageSchema(),
    deskScheduledSchema(dialect),
    deskDraftSchema(dialect),
    snippetSchema(),
    alarmNoticeSchema(),
    talkSchema(dialect),
    talkHandOverSchema(dialect),
    talkWatcherSchema(),
    talkWhisperSchema(dialect),
    staffDutySchema(),
    alarmSchema(),
    recordEntrySchema(dialect),
    recordNoteSchema(dialect),
    referralSchema(dialect),
    organisationSettingSchema(),
    readTokenSchema(dialect),
    staffRestSchema(),
    countedContactSchema(dialect),
    countedUpToSchema(),
  ];
}

/** The tables of keys, which no backup of the others holds. On SQLite they stand in a file of their own. */
export function keyEntitiesOf(dialect: Dialect): EntitySchema[] {
  return [keyGenerationSchema(dialect), personKeySchema(dialect)];
}
