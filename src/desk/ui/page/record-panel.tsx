import { Tabs } from '@mantine/core';
import { IconFeather, IconHeartHandshake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { RecordSheet } from '../../api';
import { asProblem } from '../model/problem';
import type { RecordPlace } from '../model/record-place';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { SubjectIcon } from './record-subject-icon';
import { RecordSubjectPart } from './record-subject-part';
import { ReferralPart } from './referral-part';
import { Still } from './still';

/** The record sheet of whoever a talk or a letter is from. Its two subjects never stand in one view. */
export function RecordPanel({ place }: { readonly place: RecordPlace }) {
  const { api, words } = useDesk();
  const sheet = useQuery({
    queryKey: ['record', place.kind, place.id],
    queryFn: () => api.record(place),
    // Asking for it is noted as opening it: a look at another window is none.
    refetchOnWindowFocus: false,
  });
  if (sheet.isError && asProblem(sheet.error).isGone) {
    return (
      <Still
        level={2}
        title={words.record.gone}
        text={words.record.goneText}
        icon={<IconFeather size={40} stroke={1.2} aria-hidden />}
      />
    );
  }
  return <Loaded query={sheet}>{(found) => <SheetView sheet={found} place={place} />}</Loaded>;
}

function SheetView({ sheet, place }: { readonly sheet: RecordSheet; readonly place: RecordPlace }) {
  const { words } = useDesk();
  const openReferrals = sheet.referrals.filter(({ state, doneAt }) => state === 'given' && doneAt === null);
  const top = useRef<HTMLDivElement>(null);
  return (
    <div ref={top} className="record">
      <h2 className="record-title">{sheet.template.title}</h2>
      <p className="soft">{sheet.canWrite ? words.record.lead : words.record.readOnly}</p>
      <Tabs
        defaultValue="writer"
        keepMounted
        // Every part begins at its beginning, however far down one was in another.
        onChange={() => (top.current?.getBoundingClientRect().top ?? 0) < 0 && top.current?.scrollIntoView()}
        classNames={{ list: 'record-tabs', tab: 'record-tab' }}
      >
        <Tabs.List grow aria-label={words.record.subjectsLabel}>
          {sheet.subjects.map(({ subject }) => (
            <Tabs.Tab
              key={subject}
              value={subject}
              className={`is-${subject}`}
              leftSection={<SubjectIcon subject={subject} />}
            >
              {words.record.subjects[subject]}
            </Tabs.Tab>
          ))}
          <Tabs.Tab
            value="referrals"
            className="is-referrals"
            leftSection={<IconHeartHandshake size={18} aria-hidden />}
          >
            {words.referrals.tab}
            {openReferrals.length > 0 && <span className="record-count">{openReferrals.length}</span>}
          </Tabs.Tab>
        </Tabs.List>
        {sheet.subjects.map((record) => (
          <Tabs.Panel
            key={record.subject}
            value={record.subject}
            className={`record-subject is-${record.subject}`}
          >
            <RecordSubjectPart record={record} place={place} canWrite={sheet.canWrite} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="referrals" className="record-subject is-referrals">
          <ReferralPart sheet={sheet} place={place} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
