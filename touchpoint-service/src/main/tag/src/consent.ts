import { consentRequired, optedOut } from './settings';
import { Key, forgetAll, keep, recall } from './storage';

/** Refused in this document; remembered nowhere else where consent is required, as refusal is then the beginning. */
let refused = false;

/**
 * True: the visitor may be tracked. False: may not. Undefined: has not said. Asked for every event, so that a withdrawal in one
 * tab holds in all.
 */
export const consented = (): boolean | undefined => {
  const said = recall(Key.CONSENT);
  return optedOut ? false : consentRequired ? said === '1' || (refused ? false : undefined) : said !== '0';
};

/** Remembers that the visitor agreed. */
export const agree = (): void => {
  refused = false;
  keep(Key.CONSENT, '1');
};

/** Removes all that is kept. Where nobody is asked first, only a kept refusal can hold on the next page. */
export const refuse = (): void => {
  forgetAll();
  refused = true;
  if (!consentRequired) {
    keep(Key.CONSENT, '0');
  }
};
