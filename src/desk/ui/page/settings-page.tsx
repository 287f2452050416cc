import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationSettings, SettingName, Settings } from '../../api';
import { changesOf, isSavable, type SettingsDraft, shown } from '../model/settings-form';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { SettingsBlock } from './settings-block';
import { SettingsChoice } from './settings-choice';
import { SettingsClosures, SettingsOpenDays } from './settings-days';
import { SettingsNumber } from './settings-number';
import { SettingsQuiet, SettingsYearEnd } from './settings-spans';
import { SettingsWeek } from './settings-week';
import { StaleFactsLine } from './stale-facts-line';
import { Trouble } from './trouble';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** What the organisation sets at run time, over what its file says. */
export function SettingsPage() {
  const { api, words } = useDesk();
  useTitle(words.settings.title);
  const settings = useQuery({ queryKey: ['settings'], queryFn: api.settings });
  return (
    <div className="page is-narrow settings">
      <h1 tabIndex={-1}>{words.settings.title}</h1>
      <StaleFactsLine />
      <Loaded query={settings}>{(found) => <SettingsForm settings={found} />}</Loaded>
    </div>
  );
}

function SettingsForm({ settings }: { readonly settings: OrganisationSettings }) {
  const { api, words } = useDesk();
  const client = useQueryClient();
  // Only what is being changed: what a colleague saves meanwhile comes through beside it.
  const [draft, setDraft] = useState<SettingsDraft>({});
  const changes = changesOf(settings, draft);
  const count = Object.keys(changes).length;
  const canSave = isSavable(settings, draft);
  const save = useAct({
    run: () => api.changeSettings(changes),
    said: words.common.saved,
    after: (now) => {
      client.setQueryData(['settings'], now);
      setDraft({});
    },
    isQuiet: true,
  });
  const of = <Name extends SettingName>(name: Name) => ({
    value: shown(settings, draft, name),
    change: (value: Settings[Name]) => setDraft((before) => ({ ...before, [name]: value })),
  });
  const block = (name: SettingName) => ({
    name,
    settings,
    draft,
    back: () => setDraft((before) => ({ ...before, [name]: null })),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0 && canSave) save.mutate();
      }}
    >
      <p className="soft">
        {words.settings.lead} {words.settings.zone(settings.timeZone)}
      </p>
      <section className="card settings-part" aria-labelledby="settings-hours">
        <h2 id="settings-hours">{words.settings.parts.hours}</h2>
        <SettingsBlock {...block('talkHours')}>
          <SettingsWeek {...of('talkHours')} />
        </SettingsBlock>
        <SettingsBlock {...block('lastTakenMinutes')}>
          <SettingsNumber {...of('lastTakenMinutes')} name="lastTakenMinutes" max={240} min={0} />
        </SettingsBlock>
        <SettingsBlock {...block('mostWaiting')}>
          <SettingsNumber {...of('mostWaiting')} name="mostWaiting" max={10_000} min={1} />
        </SettingsBlock>
      </section>
      <section className="card settings-part" aria-labelledby="settings-days-off">
        <h2 id="settings-days-off">{words.settings.parts.daysOff}</h2>
        <SettingsBlock {...block('closures')}>
          <SettingsClosures {...of('closures')} />
        </SettingsBlock>
        <SettingsBlock {...block('openDays')}>
          <SettingsOpenDays {...of('openDays')} />
        </SettingsBlock>
        <SettingsBlock {...block('closedOnHolidays')}>
          <SettingsChoice
            {...of('closedOnHolidays')}
            name="closedOnHolidays"
            yes={words.settings.holidaysClosed}
            no={words.settings.holidaysOpen}
          />
        </SettingsBlock>
        <SettingsBlock {...block('yearEnd')}>
          <SettingsYearEnd {...of('yearEnd')} />
        </SettingsBlock>
      </section>
      <section className="card settings-part" aria-labelledby="settings-letters">
        <h2 id="settings-letters">{words.settings.parts.letters}</h2>
        <SettingsBlock {...block('letterAnswerDays')}>
          <SettingsNumber {...of('letterAnswerDays')} name="letterAnswerDays" max={30} min={1} />
        </SettingsBlock>
        <SettingsBlock {...block('letterHours')}>
          <SettingsWeek {...of('letterHours')} />
        </SettingsBlock>
      </section>
      <section className="card settings-part" aria-labelledby="settings-rest">
        <h2 id="settings-rest">{words.settings.parts.rest}</h2>
        <SettingsBlock {...block('bookingsConfirmedByStaff')}>
          <SettingsChoice
            {...of('bookingsConfirmedByStaff')}
            name="bookingsConfirmedByStaff"
            yes={words.settings.confirm}
            no={words.settings.noConfirm}
          />
        </SettingsBlock>
        <SettingsBlock {...block('quietHours')}>
          <SettingsQuiet {...of('quietHours')} />
        </SettingsBlock>
      </section>
      <div className={count > 0 ? 'settings-foot is-changed' : 'settings-foot'}>
        <Trouble thrown={save.error} />
        <Group justify="space-between">
          <p role="status" className={count > 0 ? undefined : 'soft'}>
            {count === 0 ? words.settings.unchanged : words.settings.changed(count)}
            {!canSave && <strong> {words.settings.incomplete}</strong>}
          </p>
          <Group gap="xs">
            <Button
              variant="default"
              disabled={Object.keys(draft).length === 0}
              onClick={() => {
                setDraft({});
                save.reset();
              }}
            >
              {words.settings.undo}
            </Button>
            <Button type="submit" disabled={count === 0 || !canSave} loading={save.isPending}>
              {words.common.save}
            </Button>
          </Group>
        </Group>
      </div>
    </form>
  );
}
