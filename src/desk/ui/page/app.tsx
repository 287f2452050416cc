import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { DeskApi } from '../model/desk-api';
import { asProblem } from '../model/problem';
import { sayWhenIn } from '../model/say-when';
import { backoffMs } from '../model/timers';
import { en } from '../words/en';
import { ja } from '../words/ja';
import { Broken } from './broken';
import { DeskContext, type PageLanguage } from './desk-context';
import { Door } from './door';
import { themeIn } from './theme';
import { usePlace } from './use-place';

const languageKey = 'madobe-desk-language';

/** The whole desk: what its parts share, and the door that lets nobody in who is not signed in. */
export function App() {
  const [language, setLanguage] = useState<PageLanguage>(rememberedLanguage);
  const [api] = useState(() => new DeskApi((url, options) => fetch(url, options)));
  const [client] = useState(openQueries);
  const place = usePlace();
  const words = language === 'ja' ? ja : en;
  const theme = useMemo(() => themeIn(words), [words]);
  const when = useMemo(() => sayWhenIn(language, words, Date.now), [language, words]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const chooseLanguage = (chosen: PageLanguage) => {
    setLanguage(chosen);
    try {
      localStorage.setItem(languageKey, chosen);
    } catch {
      // It lasts as long as the page.
    }
  };

  return (
    // Every style is in a file: the page's policy allows none inside the document.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <DeskContext.Provider value={{ api, words, language, when, place, chooseLanguage }}>
          <Notifications position="bottom-center" autoClose={5000} />
          <Broken words={words}>
            <Door />
          </Broken>
        </DeskContext.Provider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function openQueries(): QueryClient {
  const noticeEnd = (thrown: unknown) => {
    if (asProblem(thrown).code === 'desk_signed_out') client.setQueryData(['me'], null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: {
        // The live line says when something has changed; without it, what is looked at again is asked for again.
        staleTime: 30_000,
        retry: (count, thrown) => count < 4 && asProblem(thrown).isPassing,
        retryDelay: (count) => backoffMs(count + 1),
      },
    },
  });
  return client;
}

function rememberedLanguage(): PageLanguage {
  try {
    return localStorage.getItem(languageKey) === 'en' ? 'en' : 'ja';
  } catch {
    return 'ja';
  }
}
