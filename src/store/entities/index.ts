import type { EntitySchema } from 'typeorm';
import type { Dialect } from '../dialect';
import { auditSchema } from './audit';
import { channelIdentitySchema } from './channel-identity';
import { consentSchema } from './consent';
import { conversationSchema } from './conversation';
import { dailyCountSchema } from './daily-count';
import { erasureReceiptSchema } from './erasure-receipt';
import { inboxEventSchema } from './inbox-event';
import { installationSchema } from './installation';
import { keyGenerationSchema } from './key-generation';
import { letterSchema } from './letter';
import { letterDraftSchema } from './letter-draft';
import { messageSchema } from './message';
import { outboxMessageSchema } from './outbox-message';
import { personSchema } from './person';
import { personKeySchema } from './person-key';
import { registeredItemsSchema } from './registered-items';
import { requestCodeSchema } from './request-code';
import { resumeCodeSchema } from './resume-code';
import { resumePaceSchema } from './resume-pace';
import { roomLinkSchema } from './room-link';
import { roomNoticeSchema } from './room-notice';
import { toldPlaceSchema } from './told-place';
import { unsentMessageSchema } from './unsent-message';
import { webSessionSchema } from './web-session';

export type { Audit } from './audit';
export type { ChannelIdentity } from './channel-identity';
export type { StoredConsent } from './consent';
export type { Conversation } from './conversation';
export type { DailyCount } from './daily-count';
export type { ErasureReceipt } from './erasure-receipt';
export type { InboxEvent } from './inbox-event';
export type { Installation } from './installation';
export type { KeyGeneration } from './key-generation';
export type { StoredLetter } from './letter';
export type { StoredLetterDraft } from './letter-draft';
export type { StoredMessage } from './message';
export type { OutboxMessage } from './outbox-message';
export type { Person } from './person';
export type { StoredPersonKey } from './person-key';
export type { StoredRegisteredItems } from './registered-items';
export type { RequestCode } from './request-code';
export type { ResumeCode } from './resume-code';
export type { ResumePace } from './resume-pace';
export type { RoomLink } from './room-link';
export type { RoomNotice } from './room-notice';
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
    resumePaceSchema(),
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
  ];
}

/** The tables of keys, which no backup of the others holds. On SQLite they stand in a file of their own. */
export function keyEntitiesOf(dialect: Dialect): EntitySchema[] {
  return [keyGenerationSchema(dialect), personKeySchema(dialect)];
}
