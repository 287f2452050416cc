import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Problem } from '../model/problem';
import { MeContext, useDesk } from './desk-context';
import { Frame } from './frame';
import { Loaded } from './loaded';
import { PasswordByLink } from './password-by-link';
import { SetUpPage } from './set-up-page';
import { SignInPage } from './sign-in-page';

/** Shows the desk to who is signed in, and the way in to everybody else. */
export function Door() {
  const { api, place } = useDesk();
  const client = useQueryClient();
  const wasIn = useRef(false);
  const me = useQuery({
    queryKey: ['me'],
    queryFn: () =>
      api.me().catch((thrown: unknown) => {
        if (thrown instanceof Problem && thrown.status === 401) return null;
        throw thrown;
      }),
  });
  if (place.route.page === 'set-up') return <SetUpPage token={place.route.token} />;
  if (place.route.page === 'password') return <PasswordByLink token={place.route.token} />;
  return (
    <Loaded query={me}>
      {(who) => {
        if (who === null)
          return (
            <SignInPage
              isOver={wasIn.current}
              done={() => {
                // Nothing of whoever sat here before is shown to who sits here now.
                client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
                void client.invalidateQueries({ queryKey: ['me'] });
              }}
            />
          );
        wasIn.current = true;
        return (
          <MeContext.Provider value={who}>
            <Frame />
          </MeContext.Provider>
        );
      }}
    </Loaded>
  );
}
