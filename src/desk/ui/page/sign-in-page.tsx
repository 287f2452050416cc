import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SignInNext } from '../../api';
import { Alone } from './alone';
import { useDesk } from './desk-context';
import { EnrolSteps } from './enrol-steps';
import { Trouble } from './trouble';
import { useAct } from './use-act';

type Step = 'password' | 'code' | 'enrol';

/** The way in: the password, then the code or the setting up of the second factor. */
export function SignInPage(props: {
  /** A session has just ended here. */
  readonly isOver: boolean;
  readonly done: () => void;
}) {
  const { words } = useDesk();
  const [step, setStep] = useState<Step>('password');
  const go = ({ next }: SignInNext) => (next === 'done' ? props.done() : setStep(next));
  const startOver = (
    <Anchor component="button" type="button" onClick={() => setStep('password')}>
      {words.signIn.startOver}
    </Anchor>
  );
  if (step === 'enrol') {
    return (
      <Alone title={words.signIn.enrolTitle} lead={words.signIn.enrolLead}>
        <EnrolSteps done={props.done} />
        {startOver}
      </Alone>
    );
  }
  if (step === 'code') {
    return (
      <Alone title={words.signIn.codeTitle} lead={words.signIn.codeLead}>
        <CodeStep go={go} />
        {startOver}
      </Alone>
    );
  }
  return (
    <Alone title={words.signIn.title} lead={words.signIn.lead}>
      {props.isOver && (
        <Alert variant="light" role="status">
          {words.signIn.over}
        </Alert>
      )}
      <PasswordStep go={go} />
    </Alone>
  );
}

function PasswordStep({ go }: { readonly go: (next: SignInNext) => void }) {
  const { api, words } = useDesk();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAct({ run: () => api.signIn({ login, password }), after: go, isQuiet: true });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={words.signIn.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          data-autofocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={words.signIn.password}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Trouble thrown={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {words.signIn.go}
        </Button>
      </Stack>
    </form>
  );
}

function CodeStep({ go }: { readonly go: (next: SignInNext) => void }) {
  const { api, words } = useDesk();
  const [code, setCode] = useState('');
  const give = useAct({ run: () => api.giveCode(code.trim()), after: go, isQuiet: true });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={words.signIn.code}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          className="code-field"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Trouble thrown={give.error} />
        <Button type="submit" size="md" loading={give.isPending}>
          {words.signIn.next}
        </Button>
      </Stack>
    </form>
  );
}
