import { Hiding, neutralPage } from '../model/hiding';

/** What hides this page in this tab. */
export function createHiding(): Hiding {
  return new Hiding(() => sessionStorage);
}

/**
 * Leaves at once for a neutral page, which takes this page's place in the browser's history.
 * @param set the address that the organisation chose, or null
 */
export function hidePage(hiding: Hiding, set: string | null): void {
  const address = neutralPage(set);
  // Nothing stays readable while the other page loads.
  document.documentElement.classList.add('is-hidden');
  document.title = new URL(address).hostname;
  hiding.begin(address);
  if (window.parent === window) location.replace(address);
  else tellParent({ madobe: 'leave', address });
}

/** Goes on leaving when the browser's history leads back here after hiding. @returns whether it does */
export function leaveWhenHidden(hiding: Hiding): boolean {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) leave(hiding.goingOnTo(true));
  });
  const [navigation] = performance.getEntriesByType('navigation');
  const cameBack = navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward';
  return leave(hiding.goingOnTo(cameBack));
}

/** Asks the page that this one is embedded in. It holds nothing secret, so any parent may hear it. */
export function tellParent(
  message: { readonly madobe: 'close' } | { readonly madobe: 'leave'; readonly address: string },
): void {
  window.parent.postMessage(message, '*');
}

function leave(address: string | null): boolean {
  if (address === null) return false;
  document.documentElement.classList.add('is-hidden');
  location.replace(address);
  return true;
}
