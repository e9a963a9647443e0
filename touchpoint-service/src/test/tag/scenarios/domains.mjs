// Several domains: registered, unregistered, disabled, and links between them; and other systems' ids.
import assert from 'node:assert/strict';
import { until } from '../world.mjs';

const DOMAINS = 'data-link-domains="acme.test, acme-store.test"';
const queueEmpty = (page) => page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('_ts_q')));
const put = (world, path, body) => world.sites.put(path, world.sites.page(body, world.tag(DOMAINS)));

export default {
  async 'T27 a subdomain of a registered domain is tracked; another domain is not'(world) {
    await world.visit('/', { host: 'shop.acme.test' });
    await world.taken(1);
    await queueEmpty(world.page);
    await world.visit('/', { host: 'acme-unregistered.test' });
    await until('a refusal', () => world.gate.statuses.includes(403));
    await queueEmpty(world.page);
    await world.page.waitForTimeout(1500);
    assert.deepEqual(world.gate.statuses, [200, 403]);
    assert.deepEqual(world.gate.taken.map(({ url }) => new URL(url).hostname), ['shop.acme.test']);
  },

  async 'T26 what a disabled domain sends never appears, also when it is enabled later'(world) {
    await world.service.domain('acme-store.test', false);
    await world.visit('/monday', { host: 'acme-store.test' });
    await until('a refusal', () => world.gate.statuses.includes(403));
    await queueEmpty(world.page);
    await world.service.domain('acme-store.test', true);
    await world.visit('/tuesday', { host: 'acme-store.test' });
    const [{ visitorId }] = await world.taken(1);
    assert.deepEqual((await world.service.events(visitorId)).map(({ pageUrl }) => new URL(pageUrl).pathname), ['/tuesday']);
  },

  async 'a link to another registered domain takes the visitor along, and the address bar is clean'(world) {
    const link = world.url('/shop?a=1#top', 'www.acme-store.test');
    put(world, '/links', `<a id="link" href="${link}"><b>shop</b></a>`);
    put(world, '/shop', '');
    await world.visit('/links');
    await world.ready();
    await world.page.click('#link b');
    await world.page.waitForURL('**/shop**');
    const [first, second] = await world.taken(2);
    assert.equal(second.visitorId, first.visitorId);
    assert.equal(second.url, link);
    assert.equal(world.page.url(), link);
    assert.equal((await world.cookies('www.acme-store.test'))._ts_visitor.value, first.visitorId);
    assert.equal((await world.cookies('www.acme-store.test'))._ts_visitor.domain, '.acme-store.test');
  },

  async 'a form that is sent by GET to another registered domain takes the visitor along'(world) {
    put(world, '/links', `<form action="${world.url('/search', 'www.acme-store.test')}"><input name="q" value="x"><button id="go"></button></form>`);
    put(world, '/search', '');
    await world.visit('/links');
    await world.ready();
    await world.page.click('#go');
    await world.page.waitForURL('**/search**');
    const [first, second] = await world.taken(2);
    assert.equal(second.visitorId, first.visitorId);
    assert.match(second.url, /\/search\?q=x$/);
  },

  async 'links elsewhere, and within the domain, are left alone'(world) {
    const targets = { other: world.url('/x', 'partner.test'), own: world.url('/x', 'shop.acme.test'), mail: 'mailto:a@example.com', trick: world.url('/x', 'not-acme-store.test') };
    put(world, '/links', Object.entries(targets).map(([id, href]) => `<a id="${id}" href="${href}" onclick="event.preventDefault()">x</a>`).join(''));
    await world.visit('/links');
    await world.ready();
    for (const [id, href] of Object.entries(targets)) {
      await world.page.click('#' + id);
      assert.equal(await world.page.getAttribute('#' + id, 'href'), href);
    }
  },

  async 'a link that is forged, too old or passed on makes nobody another'(world) {
    put(world, '/links', `<a id="link" href="${world.url('/shop', 'www.acme-store.test')}" onclick="event.preventDefault()">shop</a>`);
    put(world, '/shop', '');
    await world.visit('/links');
    await world.ready();
    await world.page.click('#link');
    const href = await world.page.getAttribute('#link', 'href');
    const { visitorId } = (await world.taken(1))[0];
    const [, id, time, seal] = /_ts=([\w-]+)\.(\w+)\.(\w+)/.exec(href);
    assert.equal(id, visitorId);
    const bad = [`${id.replace(/^./, (digit) => (digit === '7' ? '8' : '7'))}.${time}.${seal}`, `${id}.${(parseInt(time, 36) + 1).toString(36)}.${seal}`];
    for (const [i, value] of bad.entries()) {
      await world.visit(`/shop?n=${i}&_ts=${encodeURIComponent(value)}`, { host: 'www.acme-store.test' });
      const views = await world.taken(2 + i);
      assert.notEqual(views.at(-1).visitorId, visitorId);
      assert.match(world.page.url(), new RegExp(`/shop\\?n=${i}$`));
      assert.match(views.at(-1).url, new RegExp(`/shop\\?n=${i}$`));
    }
    const late = await world.open();
    await late.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 121e3;
    });
    await late.goto(href);
    const views = await world.taken(2 + bad.length);
    assert.notEqual(views.at(-1).visitorId, visitorId);
    const otherBrowser = await world.browser.newContext({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15' });
    const passedOn = await otherBrowser.newPage();
    await passedOn.goto(href);
    await world.taken(3 + bad.length);
    assert.equal(world.gate.taken.filter((view) => view.visitorId === visitorId).length, 1);
    await otherBrowser.close();
  },

  async 'a link takes a visitor along only to pages with link domains, and only from another of them'(world) {
    const shop = world.url('/shop', 'www.acme-store.test');
    put(world, '/links', `<a id="link" href="${shop}" onclick="event.preventDefault()">shop</a>`);
    put(world, '/shop', '');
    world.sites.put('/unlinked', world.sites.page(''));
    world.sites.put('/elsewhere', world.sites.page('', world.tag('data-link-domains="acme.test, acme-shop.test"')));
    await world.visit('/links');
    await world.ready();
    await world.page.click('#link');
    const href = await world.page.getAttribute('#link', 'href');
    const [{ visitorId }] = await world.taken(1);
    const arrivals = [
      ['/unlinked', undefined, false],
      ['/elsewhere', undefined, false],
      ['/shop', 'https://stranger.test/', false],
      ['/shop', 'https://not-acme.test/', false],
      ['/shop', world.url('/', 'shop.acme-store.test'), false],
      ['/shop', world.url('/', 'shop.acme.test'), true],
      ['/shop', undefined, true],
    ];
    for (const [i, [path, referer, takenAlong]] of arrivals.entries()) {
      await world.context.clearCookies();
      const page = await world.open();
      await page.goto(href.replace('/shop', path), { referer });
      const views = await world.taken(2 + i);
      assert.equal(views.at(-1).visitorId === visitorId, takenAlong, `${path} from ${referer}`);
      assert.doesNotMatch(page.url(), /_ts=/);
    }
  },

  async 'a parameter of that name that is the page\'s own stays'(world) {
    const own = ['?_ts=1700000000000', '?a=1&_ts=abc#top', '?_ts=', '?_ts=12345678.ab', '?_ts=12345678.ab.cd.ef', '?_ts=%3Cscript%3E&b=2'];
    const link = '1-2-3-4-5.abc.def';
    const cases = [...own.map((query) => [query, query]), [`?_ts=17&_ts=${link}`, '?_ts=17'], [`?_ts=${link}&a=1`, '?a=1'], [`?a=1&_ts=${link}#top`, '?a=1#top']];
    put(world, '/page', '');
    for (const [i, [query, left]] of cases.entries()) {
      await world.visit('/blank');
      await world.visit('/page' + query);
      const views = await world.taken(2 + 2 * i);
      assert.equal(world.page.url(), world.url('/page' + left));
      assert.equal(views.at(-1).url, world.url('/page' + left));
    }
    put(world, '/links', `<a id="link" href="${world.url('/x?_ts=17', 'www.acme-store.test')}" onclick="event.preventDefault()">x</a>`);
    await world.visit('/links');
    await world.ready();
    await world.page.click('#link');
    assert.match(await world.page.getAttribute('#link', 'href'), /\?_ts=17&_ts=[\w-]+\.\w+\.\w+$/);
  },

  async 'before consent no link is decorated, and a visitor who comes by one is not kept'(world) {
    const attributes = DOMAINS + ' data-requires-user-consent="true"';
    const asks = (path, body) => world.sites.put(path, world.sites.page(body, world.tag(attributes)));
    put(world, '/links', `<a id="link" href="${world.url('/shop', 'www.acme-store.test')}">shop</a>`);
    asks('/shop', `<a id="back" href="${world.url('/x')}" onclick="event.preventDefault()">back</a>`);
    await world.visit('/links');
    const [{ visitorId }] = await world.taken(1);
    await world.page.click('#link');
    await world.page.waitForURL('**/shop');
    await world.ready();
    assert.deepEqual(await world.cookies('www.acme-store.test'), {});
    await world.page.click('#back');
    assert.equal(await world.page.getAttribute('#back', 'href'), world.url('/x'));
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    assert.equal((await world.taken(2))[1].visitorId, visitorId);
  },

  async 'T28 the Munchkin cookie makes one alias for each value'(world) {
    await world.context.addCookies([{ name: '_mkto_trk', value: 'id:561-HYG-937&token:_mch-acme.test-1374552656411-90718', domain: '.acme.test', path: '/' }]);
    await world.visit('/one');
    await world.taken(1, 'alias');
    await world.visit('/two');
    await world.finish();
    assert.deepEqual(world.events('alias').map(({ alias }) => alias), [{ type: 'munchkin', value: '_mch-acme.test-1374552656411-90718' }]);
    await world.page.evaluate(() => (document.cookie = '_mkto_trk=id:561-HYG-937&token:_mch-acme.test-2-3;domain=acme.test;path=/'));
    await world.taken(2, 'alias');
  },

  async 'T24 a link in an e-mail names its reader: an address, a lead, or nobody'(world) {
    const lead = '00Q000000000001EAA';
    await world.service.lead(lead, 'lead@example.com');
    const owners = {};
    for (const [who, query] of Object.entries({ jane: '?mailId=Jane@x.com', lead: '?mailId=00Q000000000001', nobody: '?utm_medium=email' })) {
      await world.context.clearCookies();
      await world.visit('/landing' + query);
      const [view] = world.events().slice(-1).filter(({ url }) => url.endsWith(query));
      owners[who] = view ?? (await until('the view', () => world.events().find(({ url }) => url.endsWith(query))));
    }
    assert.equal(new Set(Object.values(owners).map(({ visitorId }) => visitorId)).size, 3);
    for (const { visitorId } of Object.values(owners)) {
      const [event] = await world.service.events(visitorId);
      assert.ok(!event.pageUrl.includes('@') && !event.pageUrl.includes(lead.slice(0, 15)), event.pageUrl);
    }
    const [jane] = await world.service.events(owners.jane.visitorId);
    assert.deepEqual([jane.type, jane.email], ['EMAIL_LINK_CLICK', 'jane@x.com']);
    const [leads] = await world.service.events(owners.lead.visitorId);
    assert.deepEqual([leads.type, leads.alias], ['EMAIL_LINK_CLICK', 'CRM_PERSON:' + lead]);
    const [nobody] = await world.service.events(owners.nobody.visitorId);
    assert.deepEqual([nobody.type, nobody.email, nobody.alias], ['PAGE_VIEW', null, null]);
    for (const email of ['jane@x.com', 'lead@example.com']) {
      assert.equal((await world.service.touchpoints(email))[0].type, 'TOUCHPOINT_TYPE_WEB_FORM');
    }
  },
};
