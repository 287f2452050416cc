import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../../../flow/message';
import { ApiClient } from '../model/api-client';
import { Conversation, type ConversationState } from '../model/conversation';
import type { Hiding } from '../model/hiding';
import { Keep } from '../model/keep';
import { type Route, readRoute, routePath } from '../model/routes';
import type { Timers } from '../model/timers';
import { readWords, type Words } from '../model/words';
import { hidePage, tellParent } from './hide-page';
import { openStream } from './open-stream';

export const pageLanguages = ['ja', 'ja-easy', 'en'] as const satisfies readonly Language[];

export const textSizes = ['normal', 'large', 'larger', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** Everything the parts of the page share. */
export interface AppState {
  readonly api: ApiClient;
  readonly keep: Keep;
  readonly conversation: Conversation;
  readonly timers: Timers;
  readonly state: ReadonlySignal<ConversationState>;
  readonly words: ReadonlySignal<Words>;
  readonly route: ReadonlySignal<Route>;
  readonly textSize: ReadonlySignal<TextSize>;
  /** What is being written, and kept until it is sent. */
  readonly draft: Signal<string>;
  /** Inside another site's page. */
  readonly isEmbedded: boolean;
  go(route: Route): void;
  /** Goes there without leaving the present page in the browser's history. */
  goInstead(route: Route): void;
  setLanguage(language: Language): Promise<void>;
  setTextSize(size: TextSize): void;
  /** The device forgets everything, as soon as the server does. Throws when it could not be told. */
  forget(): Promise<void>;
  hide(): void;
}

export const AppContext = createContext<AppState | null>(null);

export function useApp(): AppState {
  const app = useContext(AppContext);
  if (app === null) throw new Error('This part stands outside of the page.');
  return app;
}

/** Pages that can be seen without a conversation, and must not begin one. */
const withoutConversation: readonly Route['page'][] = ['resume', 'room', 'unknown'];

/** Puts the page together. Rejects when its words cannot be had. */
export async function openApp(hiding: Hiding, timers: Timers): Promise<AppState> {
  const keep = new Keep(() => localStorage);
  const isEmbedded = window.parent !== window;
  const api = new ApiClient((url, init) => fetch(url, init), isEmbedded ? 'embed' : '1');

  const words = signal(readWords(await api.words(firstLanguage(keep))));
  const textSize = signal(textSizes.find((size) => size === keep.get('text-size')) ?? 'normal');
  const route = signal(readRoute(location.pathname));
  const draft = signal(keep.get('draft') ?? '');

  const conversation = new Conversation({
    api,
    openStream,
    timers,
    kept: { read: () => keep.get('outgoing'), write: (value) => keep.set('outgoing', value) },
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    rescue: (text) => {
      draft.value = draft.value === '' ? text : `${text}\n${draft.value}`;
    },
  });
  const state = signal(conversation.state);
  conversation.subscribe((next) => {
    state.value = next;
  });

  const speak = async (language: Language): Promise<void> => {
    if (language === words.peek().language) return;
    words.value = readWords(await api.words(language));
    keep.set('language', language);
  };

  const move = (next: Route, how: 'push' | 'replace'): void => {
    if (!isEmbedded) {
      const address = routePath(next);
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }
    route.value = next;
  };

  effect(() => keep.set('draft', draft.value));
  effect(() => {
    document.documentElement.lang = words.value.language === 'en' ? 'en' : 'ja';
    document.documentElement.dataset.language = words.value.language;
    document.title = words.value.say('page.title');
  });
  effect(() => {
    document.documentElement.dataset.size = textSize.value;
  });
  effect(() => {
    // Whoever erased everything is not to find their own words on the device either.
    if (state.value.erased === null) return;
    draft.value = '';
    keep.forgetAll();
  });
  const spoken = computed(() => state.value.session?.language);
  effect(() => {
    // What the conversation is held in, the page is written in.
    const language = spoken.value;
    if (language !== undefined) void speak(language).catch(() => undefined);
  });
  effect(() => {
    if (withoutConversation.includes(route.value.page)) return;
    if (conversation.state.phase === 'idle') void conversation.open(words.peek().language);
  });
  watchDevice(conversation);
  window.addEventListener('popstate', () => {
    route.value = readRoute(location.pathname);
  });

  const forgetHere = () => {
    for (const { id } of conversation.state.outgoing) conversation.drop(id);
    draft.value = '';
    keep.forgetAll();
  };
  // Other pages of this browser forget with this one, what is being written in them too.
  const forgetting = new BroadcastChannel('madobe.forgetting');
  forgetting.addEventListener('message', forgetHere);

  const hide = () => hidePage(hiding, words.value.value('neutralPage'));
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.repeat || event.isComposing) return;
      if (hiding.isSecondEscape(event.timeStamp)) hide();
      else if (isEmbedded && document.querySelector('dialog[open]') === null) tellParent({ madobe: 'close' });
    },
    // Before an open dialog takes it.
    { capture: true },
  );

  window.addEventListener('message', ({ source, data }) => {
    // The second press of Escape may be heard by the page around. It could go away itself; it asks for the address.
    if (isEmbedded && source === window.parent && data?.madobe === 'hide') hide();
  });

  return {
    api,
    keep,
    conversation,
    timers,
    state,
    words,
    route,
    textSize,
    draft,
    isEmbedded,
    go: (next) => move(next, 'push'),
    goInstead: (next) => move(next, 'replace'),
    async setLanguage(language) {
      await speak(language);
      // The conversation is told in its own way: by the answer to its question of languages.
      const { phase, session } = conversation.state;
      if (phase === 'ready' && session?.language !== language) {
        conversation.choose(`language/choose/${language}`, words.value.say(`languages.${language}`));
      }
    },
    setTextSize(size) {
      textSize.value = size;
      keep.set('text-size', size);
    },
    async forget() {
      await conversation.forget();
      forgetHere();
      forgetting.postMessage(null);
    },
    hide,
  };
}

/** The language chosen before on this device, that of the page around, or the browser's. */
function firstLanguage(keep: Keep): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? keep.get('language');
  const known = pageLanguages.find((each) => each === asked);
  if (known !== undefined) return known;
  return navigator.languages.some((each) => /^ja\b/.test(each)) || navigator.languages.length === 0
    ? 'ja'
    : 'en';
}

/** Connects anew when the device wakes up or finds its network again. */
function watchDevice(conversation: Conversation): void {
  let hiddenAt: number | null = null;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hiddenAt = performance.now();
    } else if (hiddenAt !== null) {
      // A phone that slept does not notice that its line is dead.
      if (performance.now() - hiddenAt > 20_000) conversation.wake();
      hiddenAt = null;
    }
  });
  window.addEventListener('online', () => conversation.wake());
}
