import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { BookedSlot, BookingCalendar, CalendarDate } from '../../api';
import { namesNobody, toldOf } from '../model/calendar-day';
import { AskFirst } from './ask-first';
import { BookingDialog } from './booking-dialog';
import { BookingMeeting } from './booking-meeting';
import { BookingRow } from './booking-row';
import { MoveSlotForm, SlotMeetingForm, SlotPeersForm } from './booking-slot-dialogs';
import { useDesk } from './desk-context';
import { useBookingChange, useMayChange } from './use-calendar';

interface SlotOfDay {
  readonly day: CalendarDate;
  readonly slot: BookedSlot;
  readonly calendar: BookingCalendar;
}

/** A time at which peers are there: who they are, where one meets, and who booked it. */
export function BookingSlotCard(props: SlotOfDay) {
  const { words } = useDesk();
  const mayChange = useMayChange();
  const { slot, calendar } = props;
  const isClosed = slot.state === 'closed';
  const time = `${slot.from}–${slot.to}`;
  const free = slot.seats - slot.taken;
  const title = `slot-${slot.id}`;
  return (
    <article className={isClosed ? 'slot is-closed' : 'slot'} aria-labelledby={title}>
      <div className="slot-head">
        <h2 id={title}>
          <span className="slot-time">{time}</span>
          <span className="slot-peers">{words.bookings.peers[slot.peers]}</span>
        </h2>
        {isClosed && <span className="badge">{words.bookings.closed}</span>}
        {slot.begun && <span className="badge">{words.bookings.begun}</span>}
        {slot.stranded && <span className="badge is-high">{words.bookings.stranded}</span>}
        <span className="grow" />
        {!isClosed && <SeatMeter slot={slot} />}
        {mayChange && !slot.begun && <SlotWays {...props} time={time} />}
      </div>
      {slot.stranded && <p className="soft">{words.bookings.strandedHint}</p>}
      {!isClosed && (
        <dl className="slot-facts">
          <div>
            <dt>{words.bookings.whoLabel}</dt>
            <dd className={slot.who.length === 0 ? 'soft' : undefined}>
              {slot.who.length === 0 ? words.bookings.whoNone : slot.who.map(({ name }) => name).join('、')}
            </dd>
          </div>
          <div>
            <dt>{words.bookings.setMeeting}</dt>
            <dd className={slot.meeting === null ? 'soft' : undefined}>
              {slot.meeting !== null ? (
                <BookingMeeting address={slot.meeting} />
              ) : calendar.hasMeetingTemplate ? (
                words.bookings.meetingAuto
              ) : (
                words.bookings.meetingNone
              )}
            </dd>
          </div>
        </dl>
      )}
      {!isClosed && (
        <div className="slot-bookings">
          {slot.taken === 0 && <p className="soft">{words.bookings.bookingsNone}</p>}
          {namesNobody(slot) && (
            <p className="soft">
              {words.bookings.bookedCount(slot.taken)} · {words.bookings.namesElsewhere}
            </p>
          )}
          {slot.bookings.length > 0 && (
            <ul aria-label={words.bookings.bookings}>
              {slot.bookings.map((booking) => (
                <BookingRow key={booking.id} booking={booking} slot={slot} />
              ))}
            </ul>
          )}
          <p className="slot-rest">
            {free > 0 ? words.bookings.free(free) : words.bookings.full}
            {slot.waiting > 0 && ` · ${words.bookings.waiting(slot.waiting)}`}
          </p>
        </div>
      )}
    </article>
  );
}

function SeatMeter({ slot }: { readonly slot: BookedSlot }) {
  const { words } = useDesk();
  return (
    <span className="seats">
      <span className="heard-only">{words.bookings.seatsTaken(slot.taken, slot.seats)}</span>
      <span aria-hidden="true">
        {Array.from({ length: slot.seats }, (_, index) => index).map((seat) => (
          <span key={seat} className={seat < slot.taken ? 'seat is-taken' : 'seat'} />
        ))}
      </span>
      <span aria-hidden="true">{words.bookings.seats(slot.taken, slot.seats)}</span>
    </span>
  );
}

/** What can be done with a time that has not begun. */
function SlotWays(props: SlotOfDay & { readonly time: string }) {
  const { api, words } = useDesk();
  const { day, slot, calendar, time } = props;
  const [asking, ask] = useState<'close' | 'move' | 'who' | 'meeting' | null>(null);
  const close = useBookingChange({ run: () => api.closeSlot(slot.id), said: words.bookings.closedSlot });
  const open = useBookingChange({ run: () => api.openSlot(slot.id), said: words.bookings.openedSlot });
  const done = () => ask(null);
  const form = { day, slot, calendar, close: done };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            aria-label={words.bookings.slotMenu(time)}
            loading={close.isPending || open.isPending}
          >
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {slot.state === 'closed' ? (
            <Menu.Item onClick={() => open.mutate()}>{words.bookings.openSlot}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => ask('who')}>{words.bookings.setWho}</Menu.Item>
              <Menu.Item onClick={() => ask('meeting')}>{words.bookings.setMeeting}</Menu.Item>
              <Menu.Item onClick={() => ask('move')}>{words.bookings.moveSlot}</Menu.Item>
              <Menu.Item onClick={() => ask('close')}>{words.bookings.closeSlot}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <BookingDialog isOpen={asking === 'who'} title={words.bookings.setWhoTitle(time)} close={done}>
        <SlotPeersForm {...form} />
      </BookingDialog>
      <BookingDialog isOpen={asking === 'meeting'} title={words.bookings.meetingTitle(time)} close={done}>
        <SlotMeetingForm {...form} />
      </BookingDialog>
      <BookingDialog isOpen={asking === 'move'} title={words.bookings.moveTitle(time)} close={done}>
        <MoveSlotForm {...form} />
      </BookingDialog>
      <AskFirst
        isOpen={asking === 'close'}
        title={words.bookings.closeSlotAsk(time)}
        text={words.bookings.willTell(toldOf([slot], 'closed'))}
        go={words.bookings.closeSlotGo}
        close={done}
        act={() => close.mutate()}
      />
    </>
  );
}
