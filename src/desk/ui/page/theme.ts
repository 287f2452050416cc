import { createTheme, Drawer, Loader, Modal } from '@mantine/core';

/** How Mantine's parts behave here. Colours and letters are in `style/tokens.css`. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Locking the page behind them would write a style into the document, which the page's policy forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
  },
});
