// Page views.
import assert from 'node:assert/strict';

const path = (event) => event.url.replace(/^https?:\/\/[^/]+/, '');
const referrerPath = (event) => event.referrer?.replace(/^https?:\/\/www\.acme\.test:\d+/, '');

export default {
  async 'a page view tells address and referrer, click ids and UTM parameters included'(world) {
    const query = '/blog?utm_source=linkedin&utm_medium=cpc&gclid=abc&_bt=1#part';
    await world.visit(query, { referer: 'https://www.linkedin.com/feed/' });
    const [view] = await world.taken(1);
    assert.equal(view.type, 'page');
    assert.equal(path(view), query);
    assert.equal(view.referrer, 'https://www.linkedin.com/feed/');
    assert.equal(view.seq, 1);
    assert.match(view.id, /^\d+-\d+-0$/);
    await world.page.click('#next');
    const [, next] = await world.taken(2);
    assert.equal(path(next), '/next');
    assert.equal(next.referrer, world.url(query.replace('#part', '')));
    assert.equal(next.seq, 2);
    assert.equal(next.visitorId, view.visitorId);
  },

  async 'the cookie is first-party, for the widest domain, for a year, SameSite=Lax'(world) {
    await world.visit('/', { host: 'shop.acme.test' });
    const [view] = await world.taken(1);
    const { _ts_visitor: cookie, ...others } = await world.cookies();
    assert.equal(cookie.value, view.visitorId);
    assert.equal(cookie.domain, '.acme.test');
    assert.equal(cookie.sameSite, 'Lax');
    assert.equal(cookie.secure, false);
    assert.ok(Math.abs(cookie.expires - Date.now() / 1000 - 365 * 86400) < 600);
    assert.deepEqual(others, {});
    await world.visit('/', { host: 'www.acme.test' });
    assert.equal((await world.taken(2))[1].visitorId, view.visitorId);
  },

  async 'navigation within a document counts when path, query or route changes'(world) {
    await world.visit('/app?tab=1', { referer: 'https://news.test/story' });
    await world.taken(1);
    await world.page.evaluate(() => {
      history.pushState({ mine: 1 }, '', '/app/two');
      history.replaceState({ mine: 2 }, '', '/app/two');
      history.pushState(null, '', '/app/two#section');
      history.replaceState(null, '', '/app/two?page=2#section');
      location.hash = '#other';
      location.hash = '#/route';
      location.hash = '#!bang';
    });
    await world.taken(5);
    await world.back();
    await world.taken(6);
    const views = await world.finish();
    assert.deepEqual(views.map(path), ['/app?tab=1', '/app/two', '/app/two?page=2#section', '/app/two?page=2#/route', '/app/two?page=2#!bang', '/app/two?page=2#/route']);
    assert.equal(views[0].referrer, 'https://news.test/story');
    assert.deepEqual(views.slice(1).map(referrerPath), ['/app?tab=1', '/app/two', '/app/two?page=2#section', '/app/two?page=2#/route', '/app/two?page=2#!bang']);
  },

  async 'a page back from the cache counts, without the referrer of its first view'(world) {
    await world.visit('/one', { referer: 'https://news.test/story' });
    await world.page.evaluate(() => (window.kept = true));
    await world.taken(1);
    await world.page.goto(world.url('/two'));
    await world.taken(2);
    await world.back();
    const views = await world.taken(3);
    assert.equal(await world.page.evaluate(() => window.kept), true);
    assert.deepEqual(views.map(path), ['/one', '/two', '/one']);
    assert.equal(views[2].referrer, undefined);
    assert.equal(new Set(views.map((view) => view.id)).size, 3);
  },

  async 'a reload is no second arrival from outside'(world) {
    await world.visit('/one', { referer: 'https://news.test/story' });
    await world.taken(1);
    await world.page.reload();
    const views = await world.taken(2);
    assert.equal(views[0].referrer, 'https://news.test/story');
    assert.equal(views[1].referrer, undefined);
  },

  async 'a prepared page counts when it is shown'(world) {
    await world.page.addInitScript(() => {
      Object.defineProperty(document, 'prerendering', { configurable: true, get: () => !window.shown });
    });
    await world.visit('/prepared');
    await world.page.waitForTimeout(300);
    assert.deepEqual(world.gate.statuses, []);
    assert.deepEqual(await world.cookies(), {});
    await world.page.evaluate(() => {
      window.shown = true;
      document.dispatchEvent(new Event('prerenderingchange'));
    });
    await world.taken(1);
  },

  async 'two tabs are one visitor, and neither loses or overwrites events of the other'(world) {
    await world.visit('/start');
    await world.taken(1);
    const tabs = [world.page, await world.open(), await world.open()];
    for (let round = 0; round < 5; round++) {
      await Promise.all(tabs.map((page, tab) => world.visit(`/tab-${tab}-${round}`, { page })));
    }
    const views = await world.taken(16);
    assert.equal(new Set(views.map((view) => view.visitorId)).size, 1);
    assert.equal(new Set(views.map(path)).size, 16);
  },

  async 'a page that leaves while it sends loses nothing'(world) {
    world.sites.put('/leaving', world.sites.page('', `${world.tag().replace('async', '')}<script>location.href = '/next?from=leaving'</script>`));
    for (let i = 0; i < 5; i++) {
      await world.page.goto(world.url(`/leaving?i=${i}`), { waitUntil: 'commit' });
      await world.page.waitForURL('**/next?from=leaving');
      await world.ready();
    }
    await world.taken(10);
    for (let i = 0; i < 5; i++) {
      assert.equal(world.events().filter((event) => path(event) === `/leaving?i=${i}`).length, 1);
    }
  },

  async 'a second tag on the page counts nothing twice'(world) {
    world.sites.put('/double', world.sites.page('', world.tag() + world.tag('', '/tag/v1/touchstone.js?again')));
    await world.visit('/double');
    assert.equal((await world.finish()).length, 1);
  },

  async 'an address too long is cut, and still taken'(world) {
    await world.visit('/long?x=' + '%C3%A4'.repeat(600));
    const [view] = await world.taken(1);
    assert.ok(view.url.length <= 2048 && view.url.length > 2040);
    assert.doesNotMatch(view.url, /%.?$/);
  },
};
