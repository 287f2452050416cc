import { render } from 'preact';
import './style/base.css';
import './style/frame.css';
import './style/chat.css';
import './style/pages.css';
import './style/menu.css';
import './style/print.css';
import { browserTimers } from './model/timers';
import { App } from './page/app';
import { AppContext, openApp } from './page/app-context';
import { bringFont } from './page/bring-font';
import { createHiding, leaveWhenHidden } from './page/hide-page';

async function start(): Promise<void> {
  const hiding = createHiding();
  if (leaveWhenHidden(hiding)) return;
  const place = document.querySelector('#app');
  if (place === null) return;
  try {
    const app = await openApp(hiding, browserTimers);
    place.removeAttribute('aria-busy');
    render(
      <AppContext.Provider value={app}>
        <App />
      </AppContext.Provider>,
      place,
    );
    bringFont();
  } catch {
    document.querySelector('#cannot-load')?.removeAttribute('hidden');
  }
}

void start();
