import type { EntitySchema } from 'typeorm';
import type { Dialect } from '../dialect';
import { channelIdentitySchema } from './channel-identity';
import { conversationSchema } from './conversation';
import { inboxEventSchema } from './inbox-event';
import { installationSchema } from './installation';
import { messageSchema } from './message';
import { outboxMessageSchema } from './outbox-message';
import { personSchema } from './person';
import { toldPlaceSchema } from './told-place';
import { unsentMessageSchema } from './unsent-message';

export type { ChannelIdentity } from './channel-identity';
export type { Conversation } from './conversation';
export type { InboxEvent } from './inbox-event';
export type { Installation } from './installation';
export type { StoredMessage } from './message';
export type { OutboxMessage } from './outbox-message';
export type { Person } from './person';
export type { ToldPlace } from './told-place';
export type { UnsentMessage } from './unsent-message';

/** Every table, spelt for a dialect. Made anew for each data source, so that one process can use both databases. */
export function entitiesOf(dialect: Dialect): EntitySchema[] {
  return [
    personSchema(dialect),
    channelIdentitySchema(dialect),
    conversationSchema(dialect),
    messageSchema(dialect),
    inboxEventSchema(dialect),
    outboxMessageSchema(dialect),
    unsentMessageSchema(),
    toldPlaceSchema(),
    installationSchema(dialect),
  ];
}
