import type { Facts } from '../conversation/services';
import { SettingsInForce } from '../desk';
import type { FlowSet } from '../flow';
import type { Log } from '../log';
import type { Store } from '../store';

/** What an organisation has set at run time, and its flows as they are with it. */
export interface RunningSettings {
  readonly settings: SettingsInForce;
  /** Hold its `organisation`, or a part of it; a value taken out of a part stays what it was. */
  readonly flows: FlowSet;
  /** Whether staff look at each booking. */
  readonly confirmedByStaff: () => boolean;
}

/** Reads what was set at run time. Follows what any process sets until it is stopped. */
export async function openSettings(parts: {
  readonly store: Store;
  readonly flows: FlowSet;
  readonly facts: Facts;
  readonly log: Log;
}): Promise<RunningSettings> {
  const { store, flows, facts, log } = parts;
  const settings = new SettingsInForce({
    store,
    log,
    organisation: flows.organisation,
    bookingsConfirmedByStaff: facts.catalogue.peer.booking.confirmation === 'by-staff',
  });
  await settings.start();
  return {
    settings,
    flows: { ...flows, organisation: settings.organisation },
    confirmedByStaff: () => settings.inForce.bookingsConfirmedByStaff,
  };
}
