import { readableInk } from './readable-ink';

/** The words of the button, from `locales/<language>/web.yaml`; put here by the build. */
declare const EMBED_WORDS: Readonly<
  Record<string, { readonly open: string; readonly close: string; readonly frame: string }>
>;

/** What the page in the frame may ask for. */
interface FrameMessage {
  readonly madobe?: unknown;
  readonly address?: unknown;
}

/** Escape pressed again within this time leaves the page, as it does inside the chat. */
const twiceWithinMs = 900;

const style = `
:host { all: initial; }
button, .panel { position: fixed; z-index: 2147483000; }
button {
  inset-block-end: calc(1rem + env(safe-area-inset-bottom)); width: 3.5rem; height: 3.5rem; padding: 0; border: 0;
  border-radius: 50%; cursor: pointer; background: var(--colour); color: var(--ink); box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
}
button:focus-visible { outline: 3px solid #1b5fae; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
svg { width: 1.75rem; height: 1.75rem; display: block; margin: auto; fill: currentColor; }
.panel {
  inset-block-end: calc(5.25rem + env(safe-area-inset-bottom)); width: min(26rem, calc(100vw - 2rem));
  height: min(44rem, calc(100vh - 7rem)); border-radius: 1.25rem; overflow: hidden; background: Canvas;
  box-shadow: 0 6px 30px rgb(0 0 0 / 25%);
}
.right { inset-inline-end: 1rem; } .left { inset-inline-start: 1rem; }
[hidden] { display: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
@media (width < 34rem) {
  .panel { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
  /* The conversation fills the screen then, and has a button of its own to close it. */
  button[aria-expanded="true"] { display: none; }
}
`;

const script = document.currentScript;
if (script instanceof HTMLScriptElement) addWindow(script);

/** Puts the button on the page. What it opens is another site's page to this one, and neither reads the other. */
function addWindow(script: HTMLScriptElement): void {
  const { origin } = new URL(script.src);
  const language = script.dataset.language ?? document.documentElement.lang.slice(0, 2);
  const words = EMBED_WORDS[language] ?? EMBED_WORDS.ja;
  if (words === undefined) return;
  const corner = script.dataset.corner === 'left' ? 'left' : 'right';
  const asked = script.dataset.color ?? script.dataset.colour ?? '';
  const colour = CSS.supports('color', asked) ? asked : '#2a6560';

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty('--colour', colour);

  const button = document.createElement('button');
  button.type = 'button';
  button.className = corner;
  button.append(windowIcon());
  button.setAttribute('aria-expanded', 'false');
  const panel = document.createElement('div');
  panel.className = `panel ${corner}`;
  panel.hidden = true;
  root.append(panel, button);

  let frame: HTMLIFrameElement | null = null;
  let closedByEscapeAt = Number.NEGATIVE_INFINITY;

  const name = (text: string) => {
    button.setAttribute('aria-label', text);
    button.title = text;
  };
  const open = () => {
    if (frame === null) {
      // Nothing is fetched before it is asked for.
      frame = document.createElement('iframe');
      frame.title = words.frame;
      frame.src = `${origin}/embed?language=${encodeURIComponent(language)}`;
      frame.referrerPolicy = 'no-referrer';
      frame.addEventListener('load', () => frame?.focus());
      panel.append(frame);
    }
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    name(words.close);
    frame.focus();
  };
  const close = () => {
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    name(words.open);
    button.focus();
  };

  name(words.open);
  button.addEventListener('click', () => (panel.hidden ? open() : close()));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    if (!panel.hidden) {
      closedByEscapeAt = event.timeStamp;
      close();
    } else if (event.timeStamp - closedByEscapeAt <= twiceWithinMs) {
      frame?.contentWindow?.postMessage({ madobe: 'hide' }, origin);
    }
  });
  window.addEventListener('message', ({ data, origin: from, source }) => {
    if (from !== origin || source === null || source !== frame?.contentWindow) return;
    const { madobe, address } = (data ?? {}) as FrameMessage;
    if (madobe === 'close') {
      closedByEscapeAt = performance.now();
      close();
    } else if (madobe === 'leave' && typeof address === 'string' && /^https?:\/\//.test(address)) {
      location.replace(address);
    }
  });

  const add = () => {
    document.body.append(host);
    host.style.setProperty('--ink', readableInk(getComputedStyle(button).backgroundColor));
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', add);
  else add();
}

function windowIcon(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M7 4h8v9H7zm10 0h8v9h-8zM7 15h8v8H7zm10 0h8v8h-8zM3 25.5h26v3H3z');
  svg.append(path);
  return svg;
}
