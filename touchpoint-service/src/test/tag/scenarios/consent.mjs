// Consent, its withdrawal, and Global Privacy Control.
import assert from 'node:assert/strict';
import { until } from '../world.mjs';

const put = (world, path, attributes, body = '') => world.sites.put(path, world.sites.page(body, world.tag(attributes)));

/** Nothing in the browser, and no batch to the service. */
const assertUntouched = async (world) => {
  assert.deepEqual(await world.cookies(), {});
  assert.deepEqual(await world.stored(), []);
  assert.deepEqual(world.gate.requests.filter((path) => path === '/v1/events'), []);
};

const collected = async (world) => (await world.service.events(world.events()[0].visitorId)).map(({ consentGiven }) => consentGiven);

export default {
  async 'T21 before consent there is no cookie, no storage and no request; a click on the element gives it'(world) {
    const button = '<div id="agree"><b>yes</b></div><a href="/second">second</a>';
    put(world, '/first', 'data-consent-button-id="agree"', button);
    put(world, '/second', 'data-consent-button-id="agree"', button);
    await world.visit('/first?utm_source=x', { referer: 'https://news.test/story' });
    await world.ready();
    await world.page.evaluate(() => {
      touchstone.push(['User', { eMail: 'jane@example.com' }]);
      history.pushState(null, '', '/second');
      touchstone.push(['Consent', false]);
      touchstone.push(['Consent', 'yes']);
    });
    await world.visit('/first?utm_source=y', { referer: 'https://other.test/story' });
    await world.ready();
    await world.page.evaluate(() => history.pushState(null, '', '/second'));
    await world.page.waitForTimeout(1200);
    await assertUntouched(world);
    await world.page.click('#agree b');
    const [landing, second] = await world.taken(2);
    assert.match(landing.url, /\/first\?utm_source=y$/);
    assert.equal(landing.referrer, 'https://other.test/story');
    assert.match(second.referrer, /\/first\?utm_source=y$/);
    assert.equal(landing.consent, true);
    const cookies = await world.cookies();
    assert.equal(cookies._ts_consent.value, '1');
    assert.equal(cookies._ts_visitor.value, landing.visitorId);
    await world.visit('/second');
    await world.taken(3);
    assert.deepEqual(await collected(world), [true, true, true]);
  },

  async 'T21 consent may be given by a call, also one queued before the tag; only once is counted'(world) {
    world.sites.put('/early', world.sites.page('', `<script>touchstone = [['Consent', true]]</script>${world.tag('data-requires-user-consent="true"')}`));
    await world.visit('/early');
    await world.taken(1);
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    const events = await world.finish();
    assert.equal(events.length, 1);
    assert.equal(events[0].consent, true);
  },

  async 'T21 settings may stand on an element of their own, further down in the page'(world) {
    const element = (id) => `<span id="${id}" data-write-key="${world.service.writeKey}" data-requires-user-consent="true"></span>`;
    const script = `<script src="${world.collector}/tag/v1/touchstone.js"></script>`;
    for (const id of ['touchstone-settings', 'bizible-settings']) {
      world.sites.put('/' + id, world.sites.page(element(id), script));
      await world.visit('/' + id);
      await world.ready();
      await assertUntouched(world);
      await world.page.evaluate(() => touchstone.push(['Consent', true]));
      await world.taken(1);
      await world.page.evaluate(() => touchstone.push(['Consent', false]));
      world.gate.reset();
    }
  },

  async 'T22 withdrawal removes everything, and nothing is sent until consent comes again'(world) {
    put(world, '/page', 'data-requires-user-consent="true"');
    await world.visit('/page?first');
    await world.ready();
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    const [{ visitorId }] = await world.taken(1);
    const requests = world.gate.statuses.length;
    await world.page.evaluate(() => {
      sessionStorage._ts_r = 'x';
      touchstone.push(['User', { eMail: 'jane@example.com' }]);
      touchstone.push(['Consent', false]);
      touchstone.push(['User', { eMail: 'jane@example.com' }]);
      history.pushState(null, '', '/page?withdrawn');
    });
    assert.deepEqual(await world.cookies(), {});
    assert.deepEqual(await world.stored(), []);
    await world.visit('/page?next');
    await world.ready();
    await world.page.waitForTimeout(1200);
    assert.deepEqual(await world.cookies(), {});
    assert.deepEqual(await world.stored(), []);
    assert.equal(world.gate.statuses.length, requests);
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    const [, again] = await world.taken(2);
    assert.match(again.url, /\?next$/);
    assert.notEqual(again.visitorId, visitorId);
  },

  async 'T22 consent that comes again on the same page counts the page again, and nothing from between'(world) {
    put(world, '/page', 'data-requires-user-consent');
    await world.visit('/page?first');
    await world.ready();
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    await world.taken(1);
    await world.page.evaluate(() => {
      touchstone.push(['Consent', false]);
      history.pushState(null, '', '/page?between');
      history.pushState(null, '', '/page?now');
      touchstone.push(['Consent', true]);
    });
    const views = await world.taken(2);
    assert.deepEqual(views.map(({ url }) => url.split('?')[1]), ['first', 'now']);
  },

  async 'T22 a withdrawal in one tab holds in the others'(world) {
    put(world, '/page', 'data-requires-user-consent="true"');
    await world.visit('/page?one');
    await world.ready();
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    await world.taken(1);
    const other = await world.open();
    await world.visit('/page?two', { page: other });
    await world.taken(2);
    await world.page.evaluate(() => touchstone.push(['Consent', false]));
    await other.evaluate(() => {
      history.pushState(null, '', '/page?three');
      touchstone.push(['User', { eMail: 'jane@example.com' }]);
    });
    await other.waitForTimeout(1200);
    assert.equal(world.gate.taken.length, 2);
    assert.deepEqual(await world.cookies(), {});
    assert.deepEqual(await world.stored(other), []);
  },

  async 'T22 a withdrawal on one subdomain removes what waits on another, whether it is seen before or after consent comes again'(world) {
    const shop = { host: 'shop.acme.test' };
    put(world, '/page', 'data-requires-user-consent="true"');
    put(world, '/optional', '');
    for (const [path, seenBetween] of [['/page', true], ['/page', false], ['/optional', true], ['/optional', false]]) {
      await world.visit(path + '?first', shop);
      await world.ready();
      await world.page.evaluate(() => touchstone.push(['Consent', true]));
      await until('a visitor', async () => (await world.cookies())._ts_visitor);
      world.gate.fail = () => 503;
      await world.page.evaluate(() => {
        touchstone.push(['User', { eMail: 'jane@example.com' }]);
        sessionStorage._ts_r = 'x';
      });
      await world.visit(path + '?withdrawal');
      await world.ready();
      await world.page.evaluate(() => touchstone.push(['Consent', false]));
      if (seenBetween) {
        await world.visit(path + '?between', shop);
        await world.ready();
        await world.page.waitForFunction(() => !Object.keys(localStorage).concat(Object.keys(sessionStorage)).some((key) => key.startsWith('_ts_')));
        assert.deepEqual(Object.keys(await world.cookies()), path === '/page' ? [] : ['_ts_consent']);
        await world.visit(path + '?again');
        await world.ready();
      }
      Object.assign(world.gate, { taken: [], fail: () => undefined });
      await world.page.evaluate(() => touchstone.push(['Consent', true]));
      await world.taken(1);
      await world.visit(path + '?after', shop);
      await world.taken(2);
      await world.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('_ts_q')));
      assert.deepEqual(world.forms(), []);
      assert.equal(new Set(world.events().map(({ visitorId }) => visitorId)).size, 1);
      await world.context.clearCookies();
      world.gate.taken = [];
    }
  },

  async 'T22 what waits in an open tab of another subdomain goes, and a refusal kept in storage stays'(world) {
    await world.page.addInitScript(() => Object.defineProperty(document, 'cookie', { get: () => '', set() {} }));
    await world.visit('/page');
    await world.taken(1);
    await world.page.evaluate(() => {
      localStorage._ts_consent = '0';
      localStorage._ts_q1 = 'null';
      localStorage._ts_s = '7';
      localStorage._ts_m = 'x';
      sessionStorage._ts_r = 'x';
    });
    await world.page.waitForFunction(() => !localStorage._ts_q1);
    assert.deepEqual(await world.stored(), ['_ts_consent']);
  },

  async 'T23 where consent is not required nothing says it was given'(world) {
    await world.visit('/page');
    const [view] = await world.taken(1);
    assert.equal(view.consent, undefined);
    assert.deepEqual(await collected(world), [false]);
  },

  async 'T22 where consent is not required a refusal is kept, and nothing else'(world) {
    await world.visit('/page');
    await world.taken(1);
    await world.page.evaluate(() => touchstone.push(['Consent', false]));
    await world.visit('/page?refused');
    await world.ready();
    await world.page.waitForTimeout(1200);
    assert.equal(world.gate.taken.length, 1);
    assert.deepEqual(Object.entries(await world.cookies()).map(([name, { value }]) => name + '=' + value), ['_ts_consent=0']);
    assert.deepEqual(await world.stored(), []);
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    await world.taken(2);
  },

  async 'the signal of Global Privacy Control counts as no consent where the site respects it'(world) {
    put(world, '/careless', '');
    put(world, '/asks', 'data-requires-user-consent="true"');
    put(world, '/respects', 'data-respect-gpc="true" data-requires-user-consent="true"');
    await world.page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    await world.visit('/asks');
    await world.ready();
    await world.page.evaluate(() => touchstone.push(['Consent', true]));
    await world.taken(1);
    await world.visit('/careless');
    await world.taken(2);
    const requests = world.gate.statuses.length;
    await world.page.evaluate(() => {
      localStorage._ts_q1 = 'null';
      sessionStorage._ts_r = 'x';
    });
    await world.context.clearCookies();
    await world.visit('/respects');
    await world.ready();
    await world.page.evaluate(() => {
      touchstone.push(['Consent', true]);
      touchstone.push(['User', { eMail: 'jane@example.com' }]);
      history.pushState(null, '', '/respects?more');
    });
    await world.page.waitForTimeout(1200);
    assert.equal(world.gate.statuses.length, requests);
    assert.deepEqual(await world.cookies(), {});
    assert.deepEqual(await world.stored(), []);
  },
};
