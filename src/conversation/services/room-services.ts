import type { CalendarWords } from '../../calendar';
import type { Language, LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import { letterRead, letterStatus } from './letter-answers';
import { letterWay } from './letter-way';
import { letterAdd, letterDraft, letterDrop, letterSend } from './letter-writing';
import { lettersErase, myChange, myChangeEffect, myChanges } from './my-changes';
import { myDownload } from './my-download';
import { myInformation } from './my-information';
import { erasureReceipt, requestNumber } from './my-numbers';
import { roomLink } from './room-link';

/** The services of the private room and of letters, by the name that flows call them. They look and write in the turn. */
export function roomServices(
  words: Readonly<Record<Language, CalendarWords>>,
): Readonly<Record<string, LiveService<TurnScope>>> {
  return {
    'room-link': roomLink('conversation'),
    'letter-room-link': roomLink('letters'),
    'letter-way': letterWay(words),
    'letter-add': letterAdd,
    'letter-draft': letterDraft,
    'letter-send': letterSend(words),
    'letter-drop': letterDrop,
    'letter-status': letterStatus(words),
    'letter-read': letterRead,
    'my-information': myInformation,
    'my-download': myDownload,
    'my-changes': myChanges,
    'my-change-effect': myChangeEffect,
    'my-change': myChange,
    'request-number': requestNumber,
    'letters-erase': lettersErase,
    'erasure-receipt': erasureReceipt,
  };
}
