import { agree, consented, refuse } from './consent';
import { emailIn, nameOf, report } from './forms';
import { guard } from './guard';
import { look, reportChat } from './others';
import { enqueue } from './outbox';
import { viewPage } from './pages';
import { optedOut } from './settings';
import { emailOf } from './text';
import { held, track } from './track';

export const setConsent = (given: boolean): void => {
  if (!given) {
    refuse();
    held.length = 0;
  } else if (!optedOut && !consented()) {
    agree();
    if (!held[0]) {
      viewPage();
    }
    held.splice(0).forEach(enqueue);
    look();
  }
};

/** What a page may ask for by name; what lacks an e-mail address is refused with a word on the console. */
const run = guard((name: unknown, value: unknown): void => {
  if (name === 'Consent') {
    setConsent(value === true);
    return;
  }
  const form = name === 'Form' && (document.getElementById(value as string) || document.querySelector(value as string));
  const person = value as { eMail?: unknown; email?: unknown };
  const email = form ? emailIn(form) : emailOf(person.eMail || person.email);
  if (!email) {
    console.warn('touchstone: no e-mail', name);
  } else if (name === 'Chat') {
    reportChat(email, '');
  } else if (name === 'Identify') {
    track('identify', { email });
  } else if (form || name === 'User') {
    report('form', email, form ? nameOf(form) : '', 'api');
  }
});

/** Runs calls: each an array of name and value, or name and value one after the other. */
const runAll = (calls: unknown[]): void => {
  const parts = ([] as unknown[]).concat(...calls);
  while (parts[0]) {
    run(parts.shift(), parts.shift());
  }
};

/** Runs what the page has queued, and from now on runs at once. */
export const openApi = (): void => {
  const queue = (window.touchstone = window.touchstone || []);
  runAll(queue.splice(0));
  queue.push = (...calls: unknown[]) => runAll(calls) as never;
  const former = (window.Bizible = window.Bizible || {});
  former.Push = run;
  (former._queue || []).forEach(({ type, data }) => run(type, data));
};
