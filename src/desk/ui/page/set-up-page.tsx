import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Alone } from './alone';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { Trouble } from './trouble';
import { useAct } from './use-act';

/** The first account, by the link that the server printed at its start. */
export function SetUpPage({ token }: { readonly token: string }) {
  const { api, words, place } = useDesk();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const setup = useQuery({ queryKey: ['setup'], queryFn: api.setup });
  const make = useAct({
    run: () => api.setUp({ token, login, name, password }),
    after: () => place.go({ page: 'queue' }),
    isQuiet: true,
  });
  return (
    <Alone title={words.signIn.setUpTitle} lead={words.signIn.setUpLead}>
      <Loaded query={setup}>
        {({ open }) =>
          open ? (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                make.mutate();
              }}
            >
              <Stack>
                <TextInput
                  label={words.signIn.name}
                  description={words.signIn.nameHint}
                  autoComplete="name"
                  required
                  withAsterisk={false}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <TextInput
                  label={words.signIn.login}
                  description={words.signIn.loginHint}
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  required
                  withAsterisk={false}
                  value={login}
                  onChange={(event) => setLogin(event.currentTarget.value)}
                />
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
                <Trouble thrown={make.error} />
                <Button type="submit" size="md" loading={make.isPending}>
                  {words.signIn.setUpGo}
                </Button>
              </Stack>
            </form>
          ) : (
            <Stack>
              <p>{words.signIn.setUpClosed}</p>
              <Button onClick={() => place.go({ page: 'queue' })}>{words.signIn.toSignIn}</Button>
            </Stack>
          )
        }
      </Loaded>
    </Alone>
  );
}
