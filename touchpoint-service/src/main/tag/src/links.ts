import { consented } from './consent';
import { listen } from './guard';
import { linkDomains } from './settings';
import { LINK, checksum, match, withoutLink } from './text';
import { here } from './track';
import { arriveAs, visitor } from './visitor';

const enum Milliseconds {
  VALID = 12e4,
}

/** Bound to the browser: a decorated link that is passed on makes no two people one. */
const seal = (id: string, time: string): string => checksum(id + time + navigator.userAgent + navigator.language);

const domainOf = (host: string): string | undefined => linkDomains.find((domain) => domain && ('.' + host).endsWith('.' + domain));

/** True for a host on another of the domains than this page: one that the cookie does not reach. */
const isAbroad = (host: string): boolean | string | undefined => {
  const domain = domainOf(host);
  const own = domainOf(location.hostname);
  return own && domain && domain !== own;
};

const linkValue = (): string => {
  const id = visitor();
  const time = Date.now().toString(36);
  return [id, time, seal(id, time)].join('.');
};

/** Takes over the visitor that came with the address from another of the domains, and takes the parameter out of the address bar. */
export const arrive = (): void => {
  const [, , id, time, sealed] = match(LINK, location.href);
  const from = document.referrer;
  if (
    id &&
    (from ? isAbroad(new URL(from).hostname) : domainOf(location.hostname)) &&
    Date.now() - parseInt(time!, 36) < Milliseconds.VALID &&
    sealed === seal(id, time!)
  ) {
    arriveAs(id);
  }
  if (here() !== location.href) {
    history.replaceState(history.state, '', here());
  }
};

/** A click on something: a link to another registered domain takes the visitor along. */
export const followLink = (clicked: Element): void => {
  const link = clicked.closest<HTMLAnchorElement>('a[href]');
  if (link && isAbroad(link.hostname) && consented()) {
    link.href = withoutLink(link.href);
    link.search += (link.search ? '&' : '?') + '_ts=' + linkValue();
  }
};

export const watchFormLinks = (): void =>
  listen('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method === 'get' && isAbroad(new URL(form.action).hostname) && consented()) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = '_ts';
      field.value = linkValue();
      form.append(field);
      setTimeout(() => field.remove());
    }
  });
