// Nothing is lost, nothing counts twice, and the page never notices.
import assert from 'node:assert/strict';
import { until } from '../world.mjs';

const queued = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('_ts_q')).length);
const queueEmpty = (page) => page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('_ts_q')));
const views = (world) => world.events('page').map(({ url }) => url.replace(/^.*?:\d+/, ''));
const go = (page, path) => page.evaluate((to) => history.pushState(null, '', to), path);

const FORM = '<form method="post" action="/thanks"><input type="email" name="mail" value="jane@example.com"><button id="send"></button></form>';

export default {
  async 'offline, events wait in storage with their times; online again they are sent'(world) {
    await world.visit('/one');
    await world.taken(1);
    await queueEmpty(world.page);
    await world.context.setOffline(true);
    const before = Date.now();
    await go(world.page, '/two');
    await go(world.page, '/three');
    const after = Date.now();
    await until('both to wait', async () => (await queued(world.page)) === 2);
    await world.page.waitForTimeout(1500);
    assert.equal(world.gate.taken.length, 1);
    await world.context.setOffline(false);
    const events = await world.taken(3);
    assert.deepEqual(views(world), ['/one', '/two', '/three']);
    assert.ok(events[1].time >= before && events[2].time <= after);
    await queueEmpty(world.page);
  },

  async 'while the collector is not there events outlive their page, and the next one sends them'(world) {
    world.gate.fail = () => 'down';
    world.sites.put('/form', world.sites.page(FORM));
    await world.visit('/form');
    await world.ready();
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.ready();
    await until('an attempt', () => world.gate.statuses.length > 1);
    assert.deepEqual(world.gate.taken, []);
    world.gate.fail = () => undefined;
    await world.taken(3);
    assert.deepEqual(world.events().map(({ type }) => type), ['page', 'form', 'page']);
    assert.equal(new Set(world.events().map(({ visitorId }) => visitorId)).size, 1);
    await queueEmpty(world.page);
  },

  async 'a service that says "later" is asked later, with the same events'(world) {
    for (const status of [429, 503, 500, 408]) {
      let failures = 2;
      Object.assign(world.gate, { statuses: [], taken: [] });
      world.gate.fail = () => (failures-- > 0 ? status : undefined);
      await world.visit('/page?' + status);
      await world.taken(1);
      await queueEmpty(world.page);
      assert.deepEqual(world.gate.statuses, [status, status, 200]);
      assert.deepEqual(views(world), ['/page?' + status]);
    }
  },

  async 'what the service refuses for good is dropped'(world) {
    world.sites.put('/unknown', world.sites.page('', `<script async src="${world.collector}/tag/v1/touchstone.js" data-write-key="unknown"></script>`));
    await world.visit('/unknown');
    await until('a refusal', () => world.gate.statuses.includes(401));
    await queueEmpty(world.page);
    await world.page.waitForTimeout(1500);
    assert.deepEqual(world.gate.statuses, [401]);
  },

  async 'an event whose answer was lost is sent again and counted once'(world) {
    await world.visit('/one');
    await world.taken(1);
    await queueEmpty(world.page);
    const send = world.gate.fail;
    world.gate.fail = () => 'down';
    await go(world.page, '/two');
    await until('an attempt', () => world.gate.statuses.includes('down'));
    world.gate.fail = send;
    await world.taken(2);
    await world.page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }));
    await go(world.page, '/three');
    await world.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await world.taken(3);
    await queueEmpty(world.page);
    await until('the beacon', () => world.gate.repeated > 0);
    const { visitorId } = world.events()[0];
    assert.deepEqual((await world.service.events(visitorId)).map(({ pageUrl }) => pageUrl.replace(/^.*?:\d+/, '')), ['/one', '/two', '/three']);
  },

  async 'at most 200 events wait, and the newest stay'(world) {
    world.gate.fail = () => 503;
    await world.visit('/start');
    await world.ready();
    await world.page.evaluate(() => {
      for (let i = 0; i < 230; i++) {
        touchstone.push(['User', { eMail: 'jane' + i + '@example.com' }]);
      }
    });
    assert.equal(await queued(world.page), 200);
    world.gate.fail = () => undefined;
    await world.taken(200);
    assert.deepEqual(world.events().map(({ email }) => email), Array.from({ length: 200 }, (_, i) => `jane${i + 30}@example.com`));
    assert.ok(world.gate.statuses.filter((status) => status === 200).length >= 4);
    await queueEmpty(world.page);
  },

  async 'events of more than seven days ago and what cannot be read are not sent'(world) {
    await world.visit('/blank');
    await world.taken(1);
    await world.page.evaluate((time) => {
      localStorage['_ts_q' + time + 'old'] = JSON.stringify(['12345678', { id: 'old', time, type: 'page', url: location.href }]);
      localStorage._ts_q0 = '{';
      localStorage._ts_q1 = 'null';
      localStorage._ts_q2 = '["12345678"]';
    }, Date.now() - 8 * 86400e3);
    await world.visit('/next');
    await world.taken(2);
    await queueEmpty(world.page);
    assert.deepEqual(views(world), ['/blank', '/next']);
  },

  async 'with storage blocked the tag works from memory'(world) {
    await world.page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      }
    });
    world.sites.put('/form', world.sites.page(FORM + '<i id="touchstone.reportUser" data-email="thanks@example.com"></i>'));
    await world.visit('/form');
    await world.taken(2);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.taken(4);
    assert.deepEqual(world.forms().map(({ email }) => email), ['thanks@example.com', 'jane@example.com']);
    assert.equal(new Set(world.events().map(({ visitorId }) => visitorId)).size, 1);
  },

  async 'with storage full the tag works from memory'(world) {
    world.sites.put('/full', world.sites.page(FORM, `<script>
      let size = 1 << 20;
      for (let i = 0; size; i++) {
        try { localStorage.setItem('page' + i, 'x'.repeat(size)); } catch { size >>= 1; }
      }
    </script>${world.tag()}`));
    await world.visit('/full');
    await world.taken(1);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.taken(3);
  },

  async 'with cookies blocked the visitor is remembered in storage; with both, for the page'(world) {
    await world.page.addInitScript(() => Object.defineProperty(document, 'cookie', { get: () => '', set() {} }));
    await world.visit('/one');
    await world.visit('/two');
    await world.taken(2);
    assert.equal(new Set(world.events().map(({ visitorId }) => visitorId)).size, 1);
    const page = await world.open();
    await page.addInitScript(() => {
      Object.defineProperty(document, 'cookie', { get: () => '', set() {} });
      Object.defineProperty(window, 'localStorage', { value: null });
    });
    await world.visit('/three', { page });
    await world.ready(page);
    await go(page, '/four');
    await world.taken(4);
    assert.equal(new Set(world.events().map(({ visitorId }) => visitorId)).size, 2);
  },

  async 'a frame without an origin has neither, and the tag still does no harm'(world) {
    world.sites.put('/sandboxed', world.sites.page(FORM));
    world.sites.put('/around', world.sites.page('<iframe sandbox="allow-scripts allow-forms" src="/sandboxed"></iframe>'));
    await world.visit('/around');
    await world.ready(world.page.frames()[1]);
    await world.page.frames()[1].click('#send');
    await until('the form to arrive', () => world.sites.posted.length === 1);
    await world.finish();
  },

  async 'the tag works under a strict policy, with its integrity checked'(world) {
    const { path, integrity } = await (await fetch(`http://127.0.0.1:${world.gate.port}/tag/manifest.json`)).json();
    const tag = world.tag(`integrity="${integrity}" crossorigin="anonymous" nonce="n"`, path);
    world.sites.put('/strict', {
      html: world.sites.page(FORM, tag),
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src 'nonce-n'; connect-src ${world.collector}; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`,
        'Referrer-Policy': 'no-referrer',
      },
    });
    await world.page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
    });
    await world.visit('/strict');
    await world.taken(1);
    await world.page.evaluate(() => touchstone.push(['User', { eMail: 'call@example.com' }]));
    await world.taken(1, 'form');
    assert.deepEqual(await world.page.evaluate(() => window.violations), []);
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    await world.taken(2, 'form');
  },

  async 'a tag that was changed on the way is not run'(world) {
    const { path } = await (await fetch(`http://127.0.0.1:${world.gate.port}/tag/manifest.json`)).json();
    world.sites.put('/changed', world.sites.page('', world.tag(`integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous"`, path)));
    await world.visit('/changed');
    assert.equal(await world.page.evaluate(() => window._ts), undefined);
  },

  async 'a page whose visitor blocks the collector notices nothing'(world) {
    await world.context.route('**/v1/events', (route) => route.abort('blockedbyclient'));
    world.sites.put('/form', world.sites.page(FORM));
    await world.visit('/form');
    await world.ready();
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    assert.equal(world.sites.posted.length, 1);
    const tagBlocked = await world.open();
    await tagBlocked.route('**/tag/v1/touchstone.js', (route) => route.abort('blockedbyclient'));
    await world.visit('/form', { page: tagBlocked });
    await tagBlocked.click('#send');
    await tagBlocked.waitForURL('**/thanks');
    assert.equal(world.sites.posted.length, 2);
  },

  async 'a page that breaks what the tag uses breaks only the tag'(world) {
    world.sites.put('/hostile', world.sites.page(FORM, `<script>
      JSON.stringify = () => { throw new Error('hostile'); };
      window.touchstone = { push() {} };
      window.MktoForms2 = { whenReady() { throw new Error('hostile'); } };
      window.drift = 7;
    </script>${world.tag()}`));
    await world.visit('/hostile');
    await world.page.evaluate(() => history.pushState(null, '', '/hostile?2'));
    await world.page.click('#send');
    await world.page.waitForURL('**/thanks');
    assert.equal(world.sites.posted.length, 1);
  },
};
