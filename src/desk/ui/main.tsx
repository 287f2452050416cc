import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './style/tokens.css';
import './style/frame.css';
import './style/queue.css';
import './style/talk.css';
import './style/record.css';
import './style/pages.css';
import './style/calendar.css';
import './style/statistics.css';
import './style/organisation.css';
import { createRoot } from 'react-dom/client';
import { App } from './page/app';

const place = document.querySelector('#desk');
if (place !== null) {
  createRoot(place).render(<App />);
  // Nothing waits for the font: each part of it comes when one of its characters is shown.
  void import('./style/font');
}
