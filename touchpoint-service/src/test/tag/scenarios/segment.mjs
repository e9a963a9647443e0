// The Segment client in a browser, pointed at the collector.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { until } from '../world.mjs';

/** The client as a page's own build would bundle it. */
const bundle = async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].text;
};

export default {
  async 'pages, forms and log-ins of the Segment client are taken in'(world) {
    world.sites.put('/segment.js', { html: await bundle(), type: 'text/javascript' });
    world.sites.put('/page', world.sites.page('', '<script src="/segment.js"></script>'));
    await world.visit('/page?utm_source=x', { referer: 'https://news.test/story' });
    await world.page.evaluate(
      async ([writeKey, apiHost]) => {
        const analytics = AnalyticsBrowser.load(
          { writeKey, cdnSettings: { integrations: { 'Segment.io': { apiKey: writeKey } } } },
          { integrations: { 'Segment.io': { apiHost, protocol: 'http' } } },
        );
        await analytics.page();
        await analytics.identify('u-1', { email: 'jane@example.com' });
        await analytics.track('Form Submitted', { email: 'jane@example.com', form_name: 'demo' });
        await analytics.track('Something Else', {});
        window.visitor = (await analytics.user()).anonymousId();
      },
      [world.service.writeKey, `${world.gate.host}:${world.gate.port}/v1`],
    );
    const visitor = await world.page.evaluate(() => window.visitor);
    const events = await until('three events', async () => {
      const stored = await world.service.events(visitor);
      return stored.length >= 3 && stored;
    });
    assert.deepEqual(events.map(({ type }) => type), ['PAGE_VIEW', 'IDENTIFICATION', 'FORM_SUBMISSION']);
    assert.match(events[0].pageUrl, /\/page\?utm_source=x$/);
    assert.equal(events[2].email, 'jane@example.com');
  },
};
