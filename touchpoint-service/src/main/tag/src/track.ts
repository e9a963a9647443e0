import { consented } from './consent';
import { type WebEvent, enqueue, newId } from './outbox';
import { withoutLink } from './text';

const enum Limit {
  URL = 2048,
  HELD = 20,
}

/** Page views from before the visitor agreed: they live as long as the document and are kept nowhere. */
export const held: WebEvent[] = [];

/** An address as it is sent: no half of an escape at the end. */
const clip = (url: string): string => withoutLink(url).slice(0, Limit.URL).replace(/%.?$/, '');

export const here = (): string => withoutLink(location.href);

/** Notes that something happened, here and now unless said otherwise. */
export const track = (type: WebEvent['type'], more: Partial<WebEvent>, url = here(), time = Date.now()): void => {
  const event: WebEvent = { id: newId(), time, type, url: clip(url), ...more };
  const may = consented();
  if (may) {
    enqueue(event);
  } else if (may == null && type === 'page' && held.length < Limit.HELD) {
    held.push(event);
  }
};

export const trackPage = (referrer: string): void => track('page', { referrer: clip(referrer) || undefined });
