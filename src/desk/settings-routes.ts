import type { StaffMember } from '../staff';
import { changeSettingsSchema, type OrganisationSettings } from './api';
import { type DeskParts, keepers } from './desk-parts';
import { type DeskRoute, route } from './desk-route';
import { staffOf } from './guard';
import { namesOf } from './talk-views';

/** What the organisation sets at run time. Every process goes by it; this one before it answers. */
export function settingsRoutes(parts: DeskParts): readonly DeskRoute[] {
  const { store, settings, audit, clock, flows } = parts;

  const view = async (): Promise<OrganisationSettings> => {
    await settings.read();
    return store.read(async (tx) => {
      const names = namesOf(await parts.colleagues(tx));
      return {
        inForce: settings.inForce,
        ofFile: settings.ofFile,
        overruled: (await settings.kept(tx)).map(({ name, at, by }) => ({
          name,
          at,
          by: names.get(by)?.name ?? null,
        })),
        timeZone: flows.timeZone,
      };
    });
  };
  const note = async (staff: StaffMember, change: Parameters<typeof settings.change>[2]) =>
    store.write(async (tx) => {
      const now = clock.now();
      for (const name of await settings.change(tx, staff.id, change, now)) {
        await audit.note(tx, staff.id, `setting.${name}`, null, now);
      }
    });

  return [
    route('GET', '/settings', keepers, null, async ({ response }) => {
      response.json(await view());
    }),

    route('PUT', '/settings', keepers, changeSettingsSchema, async ({ body, response }) => {
      await note(staffOf(response), body);
      response.json(await view());
    }),
  ];
}
