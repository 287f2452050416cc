import { Button, Modal, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk, useMe } from './desk-context';
import { EnrolSteps } from './enrol-steps';
import { LanguageChoice } from './language-choice';
import { Loaded } from './loaded';
import { Trouble } from './trouble';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** What is one's own: where one is signed in, the password, the second factor, the language. */
export function AccountPage() {
  const { words } = useDesk();
  const me = useMe();
  useTitle(words.account.title);
  return (
    <div className="page is-narrow">
      <h1 tabIndex={-1}>{words.account.title}</h1>
      <p className="me">
        <strong>{me.name}</strong>
        <span className="soft">
          {words.roles[me.role]} · {me.login}
        </span>
      </p>
      <section className="card" aria-labelledby="language-title">
        <h2 id="language-title">{words.account.language}</h2>
        <LanguageChoice />
      </section>
      <SecondFactor />
      <PasswordForm />
      <Sessions />
    </div>
  );
}

function SecondFactor() {
  const { words } = useDesk();
  const me = useMe();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="card" aria-labelledby="factor-title">
      <h2 id="factor-title">{words.account.secondFactor}</h2>
      <p>{me.hasSecondFactor ? words.account.secondFactorOn : words.account.secondFactorOff}</p>
      <Button variant="default" onClick={() => setOpen(true)}>
        {me.hasSecondFactor ? words.account.secondFactorRenew : words.account.secondFactorMake}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={words.signIn.enrolTitle}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        <p className="dialog-text">{words.signIn.enrolLead}</p>
        <EnrolSteps
          done={() => {
            setOpen(false);
            notifications.show({ message: words.account.secondFactorDone });
            void client.invalidateQueries({ queryKey: ['me'] });
            void client.invalidateQueries({ queryKey: ['sessions'] });
          }}
        />
      </Modal>
    </section>
  );
}

function PasswordForm() {
  const { api, words } = useDesk();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useAct({
    run: () => api.changePassword({ current, next }),
    changes: [['sessions']],
    said: words.account.changed,
    isQuiet: true,
    after: () => {
      setCurrent('');
      setNext('');
    },
  });
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title">{words.account.password}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack>
          <input type="text" autoComplete="username" value={me.login} readOnly hidden />
          <PasswordInput
            label={words.account.current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.account.next}
            description={words.signIn.passwordHint}
            autoComplete="new-password"
            required
            withAsterisk={false}
            minLength={12}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Trouble thrown={change.error} />
          <div>
            <Button type="submit" loading={change.isPending}>
              {words.account.change}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}

function Sessions() {
  const { api, words, when } = useDesk();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: api.sessions });
  const end = useAct({
    run: (session: string) => api.endSession(session),
    changes: [['sessions'], ['me']],
    said: words.account.ended,
  });
  return (
    <section className="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.account.sessions}</h2>
      <Loaded query={sessions}>
        {({ sessions: all }) => (
          <ul className="sessions">
            {all.map(({ id, since, lastUsed, isThis }) => (
              <li key={id}>
                <p>
                  {isThis && <strong>{words.account.thisOne} · </strong>}
                  {words.account.since(when.moment(since))} ·{' '}
                  <span className="soft">{words.account.lastUsed(when.moment(lastUsed))}</span>
                </p>
                {!isThis && (
                  <Button variant="default" size="xs" onClick={() => end.mutate(id)} loading={end.isPending}>
                    {words.account.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
