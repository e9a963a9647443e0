// What the service makes of visits: the session scenarios that a browser can show.
import assert from 'node:assert/strict';
import { until } from '../world.mjs';

const sessions = async (world, views) => {
  const events = await world.taken(views);
  assert.equal(new Set(events.map(({ visitorId }) => visitorId)).size, 1);
  return world.service.sessions(events[0].visitorId);
};

const pathOf = (url) => new URL(url).pathname;
const views = (session) => session.pageViewCount ?? 0;

export default {
  async 'T01 a page view, an hour of nothing, and another are two sessions'(world) {
    // The first page is an hour in the past, and what it sent arrives only now.
    world.gate.fail = () => 'down';
    const past = await world.open();
    await past.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() - 3600e3;
    });
    await world.visit('/first', { page: past });
    await world.ready(past);
    await until('an attempt', () => world.gate.statuses.length);
    await past.close();
    world.gate.fail = () => undefined;
    await world.visit('/second', { referer: world.url('/first') });
    const [first, second, ...others] = await sessions(world, 2);
    assert.deepEqual(others, []);
    assert.deepEqual([first, second].map(({ landingPage }) => pathOf(landingPage)), ['/first', '/second']);
  },

  async 'T02 ten tabs are one session'(world) {
    await world.visit('/tab-0');
    await world.ready();
    for (let i = 1; i < 10; i++) {
      await world.visit('/tab-' + i, { page: await world.open() });
    }
    const [session, ...others] = await sessions(world, 10);
    assert.deepEqual(others, []);
    assert.equal(views(session), 10);
  },

  async 'T03 arrivals from two networks are two sessions'(world) {
    await world.visit('/a', { referer: 'https://www.linkedin.com/' });
    await world.taken(1);
    await world.visit('/b', { referer: 'https://www.facebook.com/' });
    assert.equal((await sessions(world, 2)).length, 2);
  },

  async 'T04 an organic search and an advertisement are two sessions'(world) {
    await world.visit('/a', { referer: 'https://www.google.com/' });
    await world.taken(1);
    await world.visit('/a?_bt=1&gclid=abc', { referer: 'https://www.google.com/' });
    assert.equal((await sessions(world, 2)).length, 2);
  },

  async 'T05 an address typed after a referral goes on with the session'(world) {
    await world.visit('/a', { referer: 'https://blog.test/post' });
    await world.taken(1);
    await world.visit('/b');
    const [session, ...others] = await sessions(world, 2);
    assert.deepEqual(others, []);
    assert.match(JSON.stringify(session), /blog\.test/);
  },

  async 'T06 a referral after a direct visit is a second session'(world) {
    await world.visit('/a');
    await world.taken(1);
    await world.visit('/b', { referer: 'https://blog.test/post' });
    assert.equal((await sessions(world, 2)).length, 2);
  },

  async 'T03 going back and loading again begin no session'(world) {
    await world.visit('/a', { referer: 'https://www.linkedin.com/' });
    await world.taken(1);
    await world.page.click('#next');
    await world.taken(2);
    await world.back();
    await world.taken(3);
    await world.page.reload();
    assert.equal((await sessions(world, 4)).length, 1);
  },
};
