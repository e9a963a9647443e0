const script = (document.currentScript || document.querySelector('[src*="/touchstone.js"]')) as HTMLScriptElement | null;

/** Where events go. */
export let endpoint: string;
export let writeKey: string | undefined;
/** True: nothing is kept or sent before the visitor agrees. */
export let consentRequired: boolean;
/** Id of an element; a click on it is consent. */
export let consentButton: string | undefined;
/** True: the browser sends the Global Privacy Control signal, and the site respects it. */
export let optedOut: boolean | undefined;
export let chat: boolean;
/** Domains that share their visitors with this one. */
export let linkDomains: string[];
/** Domain of the cookies; none: the widest that takes one. */
export let cookieDomain: string | undefined;

/** An attribute without a value is on. */
const isOn = (value: string | undefined): boolean => value != null && value !== 'false';

/**
 * Reads the settings. Tag managers strip attributes from scripts, so settings may also stand on an element of their own, and
 * that may be further down in the page.
 */
export const readSettings = (): void => {
  const data: DOMStringMap = {};
  for (const element of [...document.querySelectorAll<HTMLElement>('#bizible-settings,#touchstone-settings'), script]) {
    Object.assign(data, element && element.dataset);
  }
  writeKey = data.writeKey;
  endpoint = (data.endpoint || script!.src.split('/tag/')[0]) + '/v1/events';
  consentButton = data.consentButtonId;
  consentRequired = !!consentButton || isOn(data.requiresUserConsent);
  optedOut = isOn(data.respectGpc) && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;
  // HTML knows no capitals in names of attributes: data-chatEnabled is another one.
  chat = !/false/.test('' + data.chatEnabled + data.chatenabled);
  linkDomains = (data.linkDomains || '').split(/[\s,]+/);
  cookieDomain = data.cookieDomain;
};
