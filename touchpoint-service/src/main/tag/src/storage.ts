import { attempt } from './guard';
import { cookieDomain } from './settings';

/** Names in the browser's storage; what begins with the prefix is the tag's. (Enums, as the bundler puts their values in place.) */
export const enum Key {
  PREFIX = '_ts_',
  /** Cookie: the visitor's id. */
  VISITOR = '_ts_visitor',
  /** Cookie: what the visitor said about being tracked. */
  CONSENT = '_ts_consent',
  /** Cookie, gone at once: tries a domain. */
  PROBE = '_ts_p',
  /** Begins the keys of the events that are to be sent. */
  QUEUE = '_ts_q',
  SEQUENCE = '_ts_s',
  /** The Munchkin alias that was sent, and of which visitor. */
  MUNCHKIN = '_ts_m',
  /** In the storage of the tab: checksums of the addresses that thank-you pages have named. */
  REPORTED = '_ts_r',
}

const enum Seconds {
  MOMENT = 9,
  YEAR = 31536000,
}

const storage = (): Record<string, string> => attempt(() => localStorage) || {};

/** The browser's storage; memory where that is blocked, or from when it is full. */
let store = storage();

export const get = (key: string): string | undefined => store[key];

export const set = (key: string, value: string): void => {
  try {
    store[key] = value;
  } catch {
    store = { ...store };
    store[key] = value;
  }
};

export const remove = (key: string): void => {
  delete store[key];
};

/** The keys that begin so, in order. */
export const keys = (prefix: string): string[] =>
  Object.keys(store)
    .filter((key) => key.startsWith(prefix))
    .sort();

export const readCookie = (name: string): string | undefined =>
  attempt(() => ('; ' + document.cookie).split('; ' + name + '=')[1]!.split(';')[0]);

const writeCookie = (name: string, value: string, seconds: number, domain: string): void => {
  // A frame without an origin has no cookies.
  attempt(() => {
    document.cookie = `${name}=${value};path=/;max-age=${seconds};SameSite=Lax${domain && ';domain=' + domain}${
      location.protocol === 'https:' ? ';Secure' : ''
    }`;
  });
};

/** Domains that may take a cookie, the widest first; the last, empty, is this host alone. */
const domains = (): string[] => {
  const labels = location.hostname.split('.');
  return (cookieDomain ? [cookieDomain] : labels.map((_label, i) => labels.slice(-1 - i).join('.'))).concat('');
};

let widest: string | undefined;

/** Keeps a value for a year in a first-party cookie; where cookies are blocked, in storage. */
export const keep = (name: string, value: string): void => {
  // Browsers refuse cookies for a public suffix, so only trying tells which domain is the widest.
  if (widest == null) {
    widest = domains().find((domain) => {
      writeCookie(Key.PROBE, value, Seconds.MOMENT, domain);
      const taken = readCookie(Key.PROBE);
      writeCookie(Key.PROBE, '', 0, domain);
      return taken;
    });
  }
  writeCookie(name, value, Seconds.YEAR, widest || '');
  if (readCookie(name) !== value) {
    set(name, value);
  }
};

export const recall = (name: string): string | undefined => readCookie(name) || get(name);

/** Removes all that this origin keeps, but for what the visitor said: a withdrawal elsewhere on the site reached only cookies. */
export const forgetHere = (): void => {
  const said = get(Key.CONSENT);
  store = storage();
  keys(Key.PREFIX).forEach(remove);
  attempt(() => sessionStorage.removeItem(Key.REPORTED));
  if (said) {
    set(Key.CONSENT, said);
  }
};

/** Removes all that the tag ever kept in this browser for this site, as far as this origin reaches. */
export const forgetAll = (): void => {
  for (const domain of domains()) {
    writeCookie(Key.VISITOR, '', 0, domain);
    writeCookie(Key.CONSENT, '', 0, domain);
  }
  remove(Key.CONSENT);
  forgetHere();
};
