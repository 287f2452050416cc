import { createTheme, Drawer, Loader, type MantineThemeOverride, Modal, Notification } from '@mantine/core';
import type { Words } from '../words/ja';

/** How Mantine's parts behave here. Colours and letters are in `style/tokens.css`. */
export function themeIn(words: Words): MantineThemeOverride {
  return createTheme({
    respectReducedMotion: true,
    cursorType: 'pointer',
    components: {
      // Locking the page behind them would write a style into the document, which the page's policy forbids.
      Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
      Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
      Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
      Notification: Notification.extend({
        defaultProps: { closeButtonProps: { 'aria-label': words.common.close } },
      }),
    },
  });
}
