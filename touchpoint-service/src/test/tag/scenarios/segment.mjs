// The Segment client in a browser, pointed at the collector.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const bundle = () => {
  const main = createRequire(import.meta.url).resolve('@segment/analytics-next');
  return readFileSync(join(dirname(main), '..', '..', 'umd', 'standalone.js'), 'utf8');
};

export default {};
