import { consented } from './consent';
import { attempt, guard } from './guard';
import { emailIn, isExcluded, nameOf, report } from './forms';
import { chat } from './settings';
import { Key, get, set } from './storage';
import { checksum, emailOf, match } from './text';
import { track } from './track';
import { visitor } from './visitor';

const enum Limit {
  /** Characters of a date that are the day. */
  DAY = 15,
}

const watched = new Set<unknown>();

/** Notes an address given in a chat; without one there is nothing to note. */
export const reportChat = (email: string | undefined, name: string): void => {
  if (email && chat) {
    report('chat', email, name, 'chat');
  }
};

const watch = guard(<T>(other: T | undefined, how: (other: T) => void): void => {
  if (other && !watched.has(other)) {
    how(other);
    watched.add(other);
  }
});

/** Looks for what may come at any time after the tag. */
export const look = guard((): void => {
  watch(window.MktoForms2, (marketo) =>
    marketo.whenReady(
      guard((form) => {
        const element = form.getFormElem()[0]!;
        form.onSuccess(
          guard((values): void => {
            const email = emailOf(values.Email) || emailIn(element);
            if (email && !isExcluded(element)) {
              report('form', email, nameOf(element), 'marketo');
            }
          }),
        );
      }),
    ),
  );
  watch(window.drift, (drift) => drift.on('emailCapture', guard((event) => reportChat(emailOf(event.data.email), 'Drift'))));
  if (consented()) {
    reportUser();
    readMunchkin();
  }
});

/** A thank-you page may name its reader: once a day for each address, page and tab, however often it is loaded again. */
const reportUser = (): void => {
  const element = document.querySelector<HTMLElement>('[id="touchstone.reportUser"],[id="bizible.reportUser"]');
  const email = element && emailOf(element.dataset.email);
  if (email) {
    const mark = ` ${checksum(email + location.pathname + Date().slice(0, Limit.DAY))} `;
    const seen: string = attempt(() => sessionStorage[Key.REPORTED]) || '';
    if (!seen.includes(mark)) {
      attempt(() => (sessionStorage[Key.REPORTED] = seen + mark));
      report('form', email, '', 'thank-you');
    }
  }
};

/** Marketo's cookie maps this visitor to Marketo's. */
const readMunchkin = (): void => {
  const [, value] = match(/_mkto_trk=[^;]*token(?::|%3A)([\w.-]+)/, document.cookie);
  const mark = value + visitor();
  if (value && get(Key.MUNCHKIN) !== mark) {
    set(Key.MUNCHKIN, mark);
    track('alias', { alias: { type: 'munchkin', value } });
  }
};
