/**
 * Finds what some tests need beyond npm: a PostgreSQL server, a Chromium and a voice. On Debian as root what is missing is
 * installed from Debian's packages; anywhere else the tests that need it say that they are skipped, and so does this.
 * It also makes one embedded database and one model of the tattoo studio, which the tests copy instead of making dozens.
 * It needs what `npm run build` makes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../dist/core/store/store.js';

const needs = [
  {
    what: 'Chromium',
    packages: ['chromium'],
    skipped: 'the tests of the widget and of the page in a browser',
    found: () => onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome'),
  },
  {
    what: 'PostgreSQL',
    packages: ['postgresql'],
    skipped: 'the store and inbox tests on a PostgreSQL server (those on PGlite run)',
    found: () => onPath('initdb') ?? debianPostgres(),
  },
  {
    what: 'espeak-ng',
    packages: ['espeak-ng'],
    skipped: 'the voice tests in which a caller is heard (those with tones run)',
    found: () => onPath('espeak-ng'),
  },
];

const missing = needs.filter((need) => !need.found());
if (missing.length > 0 && canInstall()) install(missing.flatMap((need) => need.packages));
for (const need of needs.filter((need) => !need.found())) {
  console.log(`${need.what} was not found, so these are skipped: ${need.skipped}.`);
}

await makeDatabaseTemplate();
trainStudio();

/**
 * With Parley's tables, and without the two databases that PostgreSQL copies new ones from: they are more than half of
 * the files. Under its name only when whole, and made again when PGlite or the tables are others.
 */
async function makeDatabaseTemplate() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = join(root, 'node_modules', '.cache', 'parley', 'database');
  const note = `${folder}.version`;
  const version = templateVersion(root);
  if (existsSync(folder) && existsSync(note) && readFileSync(note, 'utf8') === version) return;
  const workshop = `${folder}.unfinished`;
  for (const old of [folder, workshop]) rmSync(old, { recursive: true, force: true });
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
  const store = await openStore({ folder: workshop, log: { ...log, child: () => log } });
  await store.dataSource.query('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await store.dataSource.query(`DROP DATABASE ${name}`);
  await store.close();
  renameSync(join(workshop, 'data'), folder);
  rmSync(workshop, { recursive: true, force: true });
  writeFileSync(note, version);
}

function templateVersion(root) {
  const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(join(pglite, '..', 'package.json'), 'utf8'));
  const store = join(root, 'dist', 'core', 'store');
  const migrations = readdirSync(join(store, 'migrations')).map((file) => join('migrations', file));
  const tables = ['migrations.js', ...migrations.filter((file) => file.endsWith('.js'))];
  const hash = createHash('sha256').update(makeDatabaseTemplate.toString());
  for (const file of tables.sort()) hash.update(readFileSync(join(store, file)));
  return `${version} ${hash.digest('hex')}`;
}

/** Seven tests talk with the studio; where its files have not changed, nothing is trained. */
function trainStudio() {
  console.log('Training the tattoo studio for the tests (some 20 s, if it has changed) …');
  const parley = fileURLToPath(new URL('../dist/bundle/parley.js', import.meta.url));
  const studio = fileURLToPath(new URL('../domains/tattoo-studio', import.meta.url));
  const { status } = spawnSync(process.execPath, [parley, 'train', studio], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;
}

function install(packages) {
  console.log(`Installing ${packages.join(', ')} from Debian's packages for the tests (a minute or two) …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...words) => spawnSync('apt-get', words, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  run('update', '-q');
  run('install', '-q', '-y', '--no-install-recommends', ...packages);
}

function debianPostgres() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .map((version) => join(root, version, 'bin', 'initdb'))
    .find((file) => existsSync(file));
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
