import { consented } from './consent';
import { guard, listen, watchCalls } from './guard';
import { watchRequests } from './requests';
import { emailOf } from './text';
import { here, track } from './track';

/** Tells the submission that it has been sent by the browser; or that a request has succeeded that began at a time. */
type Submission = (carries?: (email: string) => boolean, began?: number) => void;

const enum Limit {
  /** Milliseconds from a submission to the request that carries it. */
  REQUEST = 5e3,
  NAME = 255,
}

const reported = new Set<string>();
/** The last of each form. */
const submissions = new Map<Element, Submission>();

/** Notes an address that was given, once for the same form, address and page. */
export const report = (type: 'form' | 'chat', email: string, name: string, source: string, url = here(), time?: number): void => {
  const key = [type, name, email, url].join();
  if (consented() && !reported.has(key)) {
    reported.add(key);
    track(type, { email, form: { name: name.slice(0, Limit.NAME), source } }, url, time);
  }
};

export const nameOf = (form: Element): string =>
  ['name', 'id', 'aria-label'].map((attribute) => form.getAttribute(attribute)).find(Boolean) || '';

export const isExcluded = (form: Element): Element | null => form.closest('.touchstone-exclude,.Bizible-Exclude');

/** The visitor's address in a form, or in an element that serves as one: asked for as such, named so, or any. */
export const emailIn = (form: Element): string | undefined => {
  const fields = [...(((form as HTMLFormElement).elements || form.querySelectorAll('input,textarea')) as Iterable<HTMLInputElement>)].filter(
    (field) => !/hidden|password/.test(field.type) && emailOf(field.value),
  );
  const field =
    fields.find(({ type }) => type === 'email') ||
    fields.find(({ name, id, autocomplete }) => /mail/i.test(name + id + autocomplete)) ||
    fields[0];
  return field && emailOf(field.value);
};

/** Counts what the browser itself sends. By now all handlers of the page have run. */
export const settle = guard((): void => submissions.forEach((submission) => submission()));

/** A form is submitted. When the page's script takes over, it counts once a request that carries its address has succeeded. */
const take = (form: HTMLFormElement, [event]: Event[]): void => {
  const email = emailIn(form);
  if (email && consented() && !isExcluded(form)) {
    const name = nameOf(form);
    const url = here();
    const time = Date.now();
    submissions.set(form, (carries, began) => {
      if (!event || !event.defaultPrevented) {
        report('form', email, name, 'submit', url, time);
      } else if (carries && began! >= time && began! - time < Limit.REQUEST && carries(email)) {
        report('form', email, name, 'request', url, time);
      }
    });
    watchRequests((carries, began) => submissions.forEach((submission) => submission(carries, began)));
    setTimeout(settle);
  }
};

export const watchForms = (): void => {
  listen('submit', (event) => take(event.target as HTMLFormElement, [event]));
  // A script's form.submit() has no event.
  watchCalls(HTMLFormElement.prototype, 'submit', take);
};
