import { Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { Alone } from './alone';
import { useDesk } from './desk-context';
import { Trouble } from './trouble';
import { useAct } from './use-act';

/** Choosing a password by a one-time link. Looking at the page uses nothing up. */
export function PasswordByLink({ token }: { readonly token: string }) {
  const { api, words, place } = useDesk();
  const [password, setPassword] = useState('');
  const choose = useAct({ run: () => api.setPassword({ token, password }), isQuiet: true });
  if (choose.isSuccess) {
    return (
      <Alone title={words.signIn.linkTitle} lead={words.signIn.linkDone}>
        <Button onClick={() => place.go({ page: 'queue' })}>{words.signIn.toSignIn}</Button>
      </Alone>
    );
  }
  return (
    <Alone title={words.signIn.linkTitle} lead={words.signIn.linkLead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate();
        }}
      >
        <Stack>
          <PasswordInput
            label={words.signIn.password}
            description={words.signIn.passwordHint}
            autoComplete="new-password"
            required
            withAsterisk={false}
            minLength={12}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Trouble thrown={choose.error} />
          <Button type="submit" size="md" loading={choose.isPending}>
            {words.signIn.linkGo}
          </Button>
        </Stack>
      </form>
    </Alone>
  );
}
