/** A random text, 32 bits for each of the words. */
export const random = (words: number): string => crypto.getRandomValues(new Uint32Array(words)).join('-');

/** A short checksum: FNV-1a over the characters, base 36. It guards against accidents, not against malice. */
export const checksum = (text: string): string => {
  let sum = 2166136261;
  for (const character of text) {
    sum = Math.imul(sum ^ character.charCodeAt(0), 16777619);
  }
  return (sum >>> 0).toString(36);
};

/** What matches, and its groups; nothing if nothing does. */
export const match = (pattern: RegExp, text: string): (string | undefined)[] => pattern.exec(text) || [];

/** The address in lower case if the value is an e-mail address and nothing else; otherwise nothing. */
export const emailOf = (value: unknown): string | undefined =>
  match(/^[^\s@]+@[^\s@]+\.[^\s@.]+$/, ('' + value).trim().toLowerCase().slice(0, 255))[0];

/** The parameter that carries a visitor from one registered domain to another: id, time, seal. A page may have a `_ts` of its own. */
export const LINK = /([?&])_ts=([\w-]{8,64})\.(\w+)\.(\w+)(&|$|(?=#))/;

/** The address without that parameter. */
export const withoutLink = (url: string): string =>
  url.replace(LINK, (_all, before, _id, _time, _seal, after) => after && before);
