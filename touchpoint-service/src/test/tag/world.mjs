// What a scenario works with: a browser without a past, sites, the service behind its gate, and what the service made of it.
import assert from 'node:assert/strict';

const PATIENCE = 15_000;

let scenarios = 0;

export const until = async (what, check) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await check();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

export class World {
  constructor(browser, gate, sites, service) {
    Object.assign(this, { browser, gate, sites, service, errors: [] });
  }

  async begin(options = {}) {
    this.gate.reset();
    this.gate.host = `collect-${++scenarios}.touchstone.test`;
    this.sites.reset();
    this.sites.tag = this.tag();
    this.errors = [];
    this.context = await this.browser.newContext(options);
    this.page = await this.open();
  }

  async end() {
    await this.context?.close();
  }

  /** Another tab. */
  async open() {
    const page = await this.context.newPage();
    page.on('pageerror', (error) => this.errors.push(String(error)));
    return page;
  }

  get collector() {
    return `http://${this.gate.host}:${this.gate.port}`;
  }

  /** HTML that loads the tag. */
  tag(attributes = '', src = '/tag/v1/touchstone.js') {
    return `<script async src="${this.collector}${src}" data-write-key="${this.service.writeKey}" ${attributes}></script>`;
  }

  url(path, host = 'www.acme.test') {
    return `http://${host}:${this.sites.port}${path}`;
  }

  /** Goes to a page by its address, or by a link on a page elsewhere. */
  async visit(path, { host, referer, page = this.page } = {}) {
    await page.goto(this.url(path, host), { referer, waitUntil: 'load' });
    return page;
  }

  /** Goes back; a page out of the cache is not loaded, so that there is no load to wait for. */
  back() {
    return this.page.evaluate(() => history.back());
  }

  /** The events taken so far, in the order in which they happened. */
  events(type) {
    return this.gate.taken.filter((event) => !type || event.type === type).sort((a, b) => a.time - b.time || a.seq - b.seq);
  }

  forms() {
    return this.events('form');
  }

  /** Waits for so many events of a type. */
  async taken(count, type) {
    await until(`${count} ${type ?? 'event'}s: ${JSON.stringify(this.gate.taken)} ${JSON.stringify(this.gate.refused)} ${this.gate.statuses}`, () => this.events(type).length >= count).catch((e) => {
      throw new Error(`${e.message}; taken ${JSON.stringify(this.gate.taken)}, refused ${JSON.stringify(this.gate.refused)}, answers ${this.gate.statuses}`);
    });
    return this.events(type);
  }

  /** Goes to a last page and waits for its view, and for all that pages before it left in the queue: nothing else will come. */
  async finish(page = this.page) {
    await page.goto(this.url('/finish'));
    await until('the last page view', () => this.events('page').some((event) => event.url.endsWith('/finish')));
    await until('what is queued', async () => {
      const queued = await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith('_ts_q')).map((key) => JSON.parse(localStorage[key])[1].id));
      return queued.every((id) => this.gate.taken.some((event) => event.id === id));
    });
    return this.events().filter((event) => !event.url.endsWith('/finish'));
  }

  /** Waits until the tag is at work on the page. */
  ready(page = this.page) {
    return page.waitForFunction(() => window._ts === true);
  }

  async cookies(host) {
    const cookies = await this.context.cookies(this.url('/', host));
    return Object.fromEntries(cookies.map((cookie) => [cookie.name, cookie]));
  }

  /** The tag's names in the page's storage. */
  stored(page = this.page) {
    return page.evaluate(() => [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage).filter((key) => key.startsWith('_ts_'))));
  }

  noErrors() {
    assert.deepEqual(this.errors, []);
  }
}
