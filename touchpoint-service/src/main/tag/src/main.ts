import { openApi, setConsent } from './api';
import { consented } from './consent';
import { settle, watchForms } from './forms';
import { guard, listen } from './guard';
import { arrive, followLink, watchFormLinks } from './links';
import { look } from './others';
import { send, sendAgain } from './outbox';
import { watchPages } from './pages';
import { consentButton, optedOut, readSettings, writeKey } from './settings';
import { forgetAll, forgetHere } from './storage';
import { knownVisitor } from './visitor';

const enum Milliseconds {
  /** Until the tag looks again for what came late, and for events that another page left. */
  AGAIN = 1e3,
}

const leave = (): void => {
  settle();
  send(true);
};

const click = (event: Event): void => {
  const clicked = event.composedPath()[0] as Element;
  if (consentButton && clicked.closest(`[id="${consentButton}"]`)) {
    setConsent(true);
  }
  followLink(clicked);
};

/** Starts once, when the page is there to be seen and has settings; a second tag would count everything twice. */
const start = guard((): void => {
  if ((document as { prerendering?: boolean }).prerendering || window._ts) {
    return;
  }
  readSettings();
  if (!writeKey) {
    return;
  }
  window._ts = true;
  if (optedOut && knownVisitor()) {
    forgetAll();
  }
  arrive();
  watchPages();
  watchForms();
  watchFormLinks();
  listen('click', click);
  listen('auxclick', click);
  listen('visibilitychange', () => document.hidden && leave());
  listen('pagehide', leave);
  listen('online', sendAgain);
  listen('DOMContentLoaded', look);
  const again = guard((): void => {
    if (!consented()) {
      forgetHere();
    }
    look();
    send();
  });
  again();
  setInterval(again, Milliseconds.AGAIN);
  openApi();
});

start();
listen('DOMContentLoaded', start);
listen('prerenderingchange', start);
