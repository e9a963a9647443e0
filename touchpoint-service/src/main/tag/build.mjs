// Type-checks and bundles the tag in a copy of the sources, so that the source tree stays clean, and writes
// META-INF/tag/touchstone.js and META-INF/tag/version.txt. Does nothing when nothing has changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 4224; // bytes, compressed with gzip -9

const [target, classes, version] = process.argv.slice(2);
const sources = dirname(fileURLToPath(import.meta.url));
const work = join(target, 'tag');
const tag = join(classes, 'META-INF', 'tag');
const tagFile = join(tag, 'touchstone.js');
const versionFile = join(tag, 'version.txt');

const hash = (names) => {
  const sum = createHash('sha256');
  for (const name of names) {
    sum.update(name).update('\0').update(readFileSync(join(sources, name))).update('\0');
  }
  return sum.digest('hex');
};

const isStamped = (name, stamp) => existsSync(join(work, name)) && readFileSync(join(work, name), 'utf8') === stamp;

const npm = (...args) => {
  try {
    execFileSync('npm', args, { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (e) {
    console.error(`${e.stdout ?? ''}${e.stderr ?? ''}`.trim());
    console.error(`Error: the browser tag could not be built: npm ${args.join(' ')} failed.`);
    process.exit(1);
  }
};

const tools = ['package.json', 'package-lock.json', '.npmrc'];
const code = readdirSync(join(sources, 'src')).sort().map((name) => join('src', name));
const stamp = hash([...tools, 'tsconfig.json', 'build.mjs', ...code]) + version;
if (isStamped('built', stamp) && existsSync(tagFile) && existsSync(versionFile)) {
  process.exit(0);
}

mkdirSync(work, { recursive: true });
rmSync(join(work, 'src'), { recursive: true, force: true });
for (const name of [...tools, 'tsconfig.json', 'src']) {
  cpSync(join(sources, name), join(work, name), { recursive: true });
}
const installed = hash(tools);
if (!isStamped('installed', installed)) {
  npm('ci', '--prefer-offline', '--no-progress');
  writeFileSync(join(work, 'installed'), installed);
}
npm('exec', '--', 'tsc', '--project', '.');
npm('exec', '--', 'esbuild', 'src/main.ts', '--bundle', '--minify', '--format=iife', '--target=es2018', '--outfile=touchstone.js');

const text = readFileSync(join(work, 'touchstone.js'));
const size = gzipSync(text, { level: 9 }).length;
if (size > LIMIT) {
  console.error(`Error: the browser tag has ${size} bytes compressed; it may have ${LIMIT}.`);
  process.exit(1);
}
mkdirSync(tag, { recursive: true });
writeFileSync(tagFile, text);
writeFileSync(versionFile, version + '\n');
writeFileSync(join(work, 'built'), stamp);
console.log(`browser tag: ${text.length} bytes, ${size} compressed`);
