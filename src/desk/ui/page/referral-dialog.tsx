import { Autocomplete, Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { AskReferral, RecordSheet, ReferralWords } from '../../api';
import { limits } from '../../limits';
import type { RecordPlace } from '../model/record-place';
import { useDesk } from './desk-context';
import { Trouble } from './trouble';
import { useAct } from './use-act';

/** Asks the person whether something may be passed on. Nothing is sent before its very words were shown. */
export function ReferralDialog(props: {
  readonly sheet: RecordSheet;
  readonly place: RecordPlace;
  readonly close: () => void;
}) {
  const { api, words } = useDesk();
  const { sheet, place, close } = props;
  const [subject, setSubject] = useState<'writer' | 'other'>('writer');
  const [to, setTo] = useState('');
  const [what, setWhat] = useState('');
  const [why, setWhy] = useState('');
  const [shown, setShown] = useState<ReferralWords | null>(null);
  const body: AskReferral = { subject, to, what, why };
  const show = useAct({
    run: () => api.referralWords(place, body),
    after: setShown,
    isQuiet: true,
  });
  const ask = useAct({
    run: () => api.askReferral(place, body),
    changes: [['record', place.kind, place.id]],
    said: words.referrals.sent,
    after: close,
    isQuiet: true,
  });
  const isWhole = [to, what, why].every((text) => text.trim() !== '');
  return (
    <Modal
      opened
      onClose={close}
      title={words.referrals.dialog}
      size="lg"
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {shown === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole) show.mutate();
          }}
        >
          <Stack gap="md">
            <Radio.Group
              label={words.referrals.subject}
              value={subject}
              onChange={(next) => setSubject(next === 'other' ? 'other' : 'writer')}
            >
              <Group mt="xs">
                <Radio value="writer" label={words.record.subjects.writer} />
                <Radio value="other" label={words.record.subjects.other} />
              </Group>
            </Radio.Group>
            <Autocomplete
              label={words.referrals.to}
              description={words.referrals.toHint}
              data={[...new Set(sheet.organisations)]}
              limit={20}
              // Beside its field: what floats elsewhere is outside of the dialog to those who listen.
              comboboxProps={{ withinPortal: false }}
              maxDropdownHeight={220}
              maxLength={limits.referralTo}
              value={to}
              onChange={setTo}
              data-autofocus
            />
            <Textarea
              label={words.referrals.what}
              description={words.referrals.whatExample}
              autosize
              minRows={2}
              maxLength={limits.referralWhat}
              value={what}
              onChange={(event) => setWhat(event.currentTarget.value)}
            />
            <Textarea
              label={words.referrals.why}
              description={words.referrals.whyExample}
              autosize
              minRows={2}
              maxLength={limits.referralWhy}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            <Trouble thrown={show.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {words.common.cancel}
              </Button>
              <Button type="submit" disabled={!isWhole} loading={show.isPending}>
                {words.referrals.read}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="md">
          <section aria-labelledby="referral-words-title" className="referral-shown">
            <h3 id="referral-words-title">{words.referrals.wordsTitle}</h3>
            <p className="bubble">{shown.words}</p>
            <ul className="offered" aria-label={words.talk.choices}>
              {shown.answers.map((answer) => (
                <li key={answer} className="choice">
                  {answer}
                </li>
              ))}
            </ul>
            <p className="soft">{words.referrals.wordsLead}</p>
          </section>
          <Trouble thrown={ask.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setShown(null)}>
              {words.referrals.rewrite}
            </Button>
            <Button
              rightSection={<IconSend size={16} aria-hidden />}
              onClick={() => ask.mutate()}
              loading={ask.isPending}
              data-autofocus
            >
              {words.referrals.send}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
