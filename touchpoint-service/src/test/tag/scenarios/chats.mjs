// Chats.
import assert from 'node:assert/strict';

const DRIFT = `window.drift = { listeners: {}, on(name, listener) { (this.listeners[name] = this.listeners[name] || []).push(listener); } };`;
const capture = (page, email) =>
  page.evaluate((address) => (drift.listeners.emailCapture || []).map((listener) => listener({ data: { email: address } })).length, email);

export default {
  async 'T25 an address given in Drift is a chat, once; without one there is none'(world) {
    world.sites.put('/chat', world.sites.page('', `<script>${DRIFT}</script>${world.tag()}`));
    await world.visit('/chat');
    await world.page.waitForFunction(() => drift.listeners.emailCapture);
    await capture(world.page, undefined);
    await capture(world.page, 'Jane@Example.com');
    await capture(world.page, 'jane@example.com');
    await world.taken(1, 'chat');
    await world.finish();
    assert.deepEqual(world.events('chat').map(({ email, form }) => [email, form]), [['jane@example.com', { name: 'Drift', source: 'chat' }]]);
    assert.deepEqual(world.forms(), []);
  },

  async 'T25 Drift may come after the tag'(world) {
    await world.visit('/chat');
    await world.ready();
    await world.page.evaluate(DRIFT);
    await world.page.waitForFunction(() => drift.listeners.emailCapture);
    assert.equal(await capture(world.page, 'jane@example.com'), 1);
    await world.taken(1, 'chat');
  },

  async 'T25 any chat may call; without an address nothing is recorded'(world) {
    await world.visit('/chat');
    await world.ready();
    await world.page.evaluate(() => {
      touchstone.push(['Chat', {}]);
      touchstone.push(['Chat', { eMail: 'jane@example.com' }]);
    });
    await world.taken(1, 'chat');
    await world.finish();
    assert.equal(world.events('chat').length, 1);
  },

  async 'T25 chats can be turned off, by the new attribute and the former one'(world) {
    for (const attribute of ['data-chat-enabled="false"', 'data-chatEnabled="false"']) {
      world.sites.put('/chat', world.sites.page('', `<script>${DRIFT}</script>${world.tag(attribute)}`));
      await world.visit('/chat');
      await world.ready();
      await capture(world.page, 'jane@example.com');
      await world.page.evaluate(() => touchstone.push(['Chat', { eMail: 'jane@example.com' }]));
    }
    await world.finish();
    assert.deepEqual(world.events('chat'), []);
  },
};
