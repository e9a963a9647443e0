import { consented } from './consent';
import { attempt, guard } from './guard';
import { consentRequired, endpoint, writeKey } from './settings';
import { Key, get, keys, recall, remove, set } from './storage';
import { random } from './text';
import { knownVisitor, visitor } from './visitor';

export interface WebEvent {
  id: string;
  seq?: number;
  time: number;
  type: 'page' | 'form' | 'chat' | 'identify' | 'alias';
  url: string;
  referrer?: string | undefined;
  email?: string;
  form?: { name: string; source: string };
  alias?: { type: 'munchkin'; value: string };
}

const enum Limit {
  QUEUED = 200,
  /** Milliseconds, as all times here. */
  AGE = 7 * 86400e3,
  /** Events of other pages are theirs to send for so long; then they are taken over. */
  OTHERS = 8e3,
  BATCH = 50,
  /** At most 3 bytes a character: below the 64 KiB that a browser sends for a page that is gone. */
  CHARACTERS = 2e4,
  DELAY = 3e5,
  /** What happens at the same time goes together. */
  GATHER = 50,
}

/** The browser's own fetch: what comes later in its place is the page's. */
const request = window.fetch;

/** Begins the ids of all events of this document. */
const beginning = random(2);
let count = 0;
let sending = false;
let failures = 0;
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const newId = (): string => beginning + '-' + count++;

/** Puts the event into the queue, a key of its own for each, so that tabs never overwrite one another. */
export const enqueue = (event: WebEvent): void => {
  event.seq = +get(Key.SEQUENCE)! + 1 || 1;
  set(Key.SEQUENCE, '' + event.seq);
  keys(Key.QUEUE).slice(0, 1 - Limit.QUEUED).forEach(remove);
  set(Key.QUEUE + event.time + event.id, JSON.stringify([visitor(), event]));
  schedule(Limit.GATHER);
};

const schedule = (delay: number): void => {
  clearTimeout(timer);
  timer = setTimeout(guard(send), Math.max(delay, notBefore - Date.now()));
};

/**
 * Sends a batch and, when it is taken, the next. An event leaves the queue when it is answered; one that is sent twice has the
 * same id and time, and the collector counts it once.
 *
 * @param leaving the page goes away: nobody will hear an answer
 */
export const send = (leaving?: boolean): void => {
  const now = Date.now();
  if (!consented() || (!leaving && (sending || now < notBefore))) {
    return;
  }
  const known = knownVisitor();
  let room = Limit.CHARACTERS;
  let visitorId: string | undefined;
  const sent: string[] = [];
  const events: WebEvent[] = [];
  for (const key of keys(Key.QUEUE)) {
    const text = get(key)!;
    // What cannot be read is as old as can be.
    const [owner, event = { time: 0 } as WebEvent] = attempt(() => JSON.parse(text) as [string?, WebEvent?]) || [];
    const age = now - event.time;
    // Who was asked and is another by now has withdrawn consent in between.
    if (age > Limit.AGE || (owner !== known && recall(Key.CONSENT))) {
      remove(key);
    } else if (event.id.startsWith(beginning) || age > Limit.OTHERS || age < 0) {
      visitorId = visitorId || owner;
      room -= text.length;
      // A batch is of one visitor.
      if (sent[0] && (owner !== visitorId || room < 0 || sent.length === Limit.BATCH)) {
        break;
      }
      sent.push(key);
      events.push(event);
    }
  }
  if (!visitorId) {
    return;
  }
  const body = JSON.stringify({ writeKey, sentAt: now, visitorId, consent: consentRequired || undefined, events });
  if (leaving) {
    navigator.sendBeacon(endpoint, body);
    return;
  }
  sending = true;
  request(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' })
    .catch(() => {})
    .then((response) => {
      sending = false;
      if (!response || /408|429|5../.test('' + response.status)) {
        const seconds = (response && +response.headers.get('Retry-After')!) || 0;
        const delay = Math.max(Math.min(1e3 * 2 ** failures++, Limit.DELAY), seconds * 1e3);
        notBefore = Date.now() + delay * (1 + Math.random() / 2);
      } else {
        failures = 0;
        sent.forEach(remove);
      }
      schedule(0);
    });
};

/** Sends what waits: the network is back. */
export const sendAgain = (): void => {
  notBefore = 0;
  send();
};
