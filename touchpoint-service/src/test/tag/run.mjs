// Runs all scenarios, or those whose name contains an argument, against the service that the environment names:
// TOUCHSTONE_SERVICE and TOUCHSTONE_BRIDGE (addresses), TOUCHSTONE_WRITE_KEY, TOUCHSTONE_CHROMIUM (a program).
import { chromium } from 'playwright-core';
import { startGate } from './gate.mjs';
import { Service } from './service.mjs';
import { startSites } from './sites.mjs';
import { World } from './world.mjs';
import chats from './scenarios/chats.mjs';
import consent from './scenarios/consent.mjs';
import delivery from './scenarios/delivery.mjs';
import domains from './scenarios/domains.mjs';
import forms from './scenarios/forms.mjs';
import pages from './scenarios/pages.mjs';
import segment from './scenarios/segment.mjs';
import sessions from './scenarios/sessions.mjs';

const scenarios = { ...pages, ...sessions, ...forms, ...chats, ...consent, ...delivery, ...domains, ...segment };
const wanted = process.argv.slice(2);

const { TOUCHSTONE_SERVICE, TOUCHSTONE_BRIDGE, TOUCHSTONE_WRITE_KEY, TOUCHSTONE_CHROMIUM } = process.env;
const service = new Service(TOUCHSTONE_BRIDGE, TOUCHSTONE_WRITE_KEY);
const gate = await startGate(TOUCHSTONE_SERVICE);
const sites = await startSites();
// Headless browsers are refused. For the whole browser, as a page that goes away sends with the browser's own name.
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const browser = await chromium.launch({
  executablePath: TOUCHSTONE_CHROMIUM,
  // Every host is this machine; nothing leaves it.
  args: [`--user-agent=${AGENT}`, '--host-resolver-rules=MAP * 127.0.0.1', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  // Pages that are gone back to are shown as they were left, as people's browsers do it.
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
});

let failed = 0;
let passed = 0;
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length && !wanted.some((part) => name.includes(part))) {
    continue;
  }
  const world = new World(browser, gate, sites, service);
  const began = Date.now();
  try {
    await world.begin(scenario.options);
    await (scenario.run ?? scenario)(world);
    world.noErrors();
    passed++;
    console.log(`ok      ${name} (${Date.now() - began} ms)`);
  } catch (e) {
    failed++;
    console.log(`FAILED  ${name} (${Date.now() - began} ms)\n${String(e.stack).replace(/^/gm, '          ')}`);
    if (process.env.TOUCHSTONE_DEBUG) {
      console.log(gate.statuses, gate.requests, gate.taken, gate.refused);
    }
  } finally {
    await world.end();
  }
}
await browser.close();
gate.close();
sites.close();
console.log(`${passed} scenarios passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
