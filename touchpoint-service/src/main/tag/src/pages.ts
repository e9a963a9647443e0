import { listen, watchCalls } from './guard';
import { here, trackPage } from './track';
import { knownVisitor } from './visitor';

/** What tells pages apart: a fragment only where it is a route. */
const pageOf = (url: string): string => url.replace(/#(?![/!]).*/, '');

let last: string;

export const viewPage = (referrer = ''): void => {
  last = here();
  // A page in a frame is part of the page around it.
  if (top === self) {
    trackPage(referrer);
  }
};

/** A page view if the page's script has gone to another page within the document. */
const follow = (): void => {
  if (pageOf(here()) !== pageOf(last)) {
    viewPage(last);
  }
};

export const watchPages = (): void => {
  // The referrer of a document that was loaded again, or gone back to, is the one of its first load: no arrival, except to a
  // visitor who is new.
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  viewPage(navigation && /^[rb]/.test(navigation.type) && knownVisitor() ? '' : document.referrer);
  for (const name of ['pushState', 'replaceState']) {
    watchCalls(history, name, () => follow);
  }
  listen('popstate', follow);
  listen<PageTransitionEvent>('pageshow', (event) => event.persisted && viewPage());
};
