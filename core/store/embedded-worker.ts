import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { syncedFiles, syncFolder } from './synced-files.js';

const require = createRequire(import.meta.url);
const pglite = require.resolve('@electric-sql/pglite');
const nodefs = require.resolve('@electric-sql/pglite/nodefs');
/** PGlite's WebAssembly as the first thread has compiled it. */
let compiled: unknown;

/**
 * Makes a database in a process of its own: making one takes some 500 MB, which go back when the process ends. Where
 * `PARLEY_DATABASE_TEMPLATE` names the folder of an unused one, that is copied, in a tenth of the time.
 */
export async function createData(folder: string): Promise<void> {
  const template = process.env.PARLEY_DATABASE_TEMPLATE;
  if (template && existsSync(template)) copyFolder(template, folder);
  else await makeDatabase(folder);
  if (isSynced()) await syncFolder(folder);
}

/** Whether what is acknowledged outlasts a power failure; tests need not wait for it. */
const isSynced = (): boolean => process.env.PARLEY_DATABASE_FSYNC !== 'off';

async function makeDatabase(folder: string): Promise<void> {
  const script = 'require(process.argv[1]).PGlite.create(process.argv[2]).then((database) => database.close());';
  await promisify(execFile)(process.execPath, ['-e', script, pglite, folder]);
}

/** A third of what `fs.cp` takes, which looks at every file before and after. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = entry.isDirectory() ? copyFolder : copyFileSync;
    copy(join(from, entry.name), join(to, entry.name));
  }
}

/**
 * Starts PGlite in a thread of its own: PostgreSQL's wire protocol in, the same out, one reply to each request. Its
 * WebAssembly is compiled once for all threads of this process, which halves what the second one costs.
 *
 * @throws Error when PGlite cannot start, such as on a folder that is read-only
 */
export function startWorker(folder: string): Promise<Worker> {
  const workerData = { folder, pglite, nodefs, compiled, isSynced: isSynced() };
  const worker = new Worker(source, { eval: true, workerData });
  worker.setMaxListeners(0);
  return new Promise((resolve, reject) => {
    worker.once('message', (module: unknown) => {
      compiled = module;
      resolve(worker);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of PGlite ended with code ${code}`)));
  });
}

/** Closes the database, and ends the thread and the memory with it. */
export async function stopWorker(worker: Worker): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage('close');
  await ended;
}

/**
 * Plain JavaScript in a string, because a thread inherits no TypeScript loader in Node.js 20 and this has to start alike
 * from sources, tests and the built package.
 *
 * PGlite's 128 MB of shared buffers are cut to what a bot needs: the operating system caches the files anyway.
 */
const source = `
const { readFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
${syncedFiles}
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require(workerData.pglite);
const { NodeFS } = require(workerData.nodefs);

async function main() {
  const { folder, isSynced, pglite, compiled } = workerData;
  const settings = ['-c', 'shared_buffers=32MB', '-c', 'jit=off', ...(isSynced ? syncedSettings : [])];
  const startParams = [...PGlite.defaultStartParams, ...settings];
  const place = isSynced ? { fs: openSyncedFiles(NodeFS, folder) } : { dataDir: folder };
  const pgliteWasmModule = compiled ?? (await WebAssembly.compile(await readFile(join(dirname(pglite), 'pglite.wasm'))));
  const database = await PGlite.create({ ...place, startParams, pgliteWasmModule });
  const answer = async (request) => {
    const parts = [];
    await database.execProtocolRawStream(request, { onRawData: (data) => parts.push(data.slice()) });
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let end = 0;
    for (const part of parts) {
      bytes.set(part, end);
      end += part.length;
    }
    parentPort.postMessage(bytes, [bytes.buffer]);
  };
  let last = Promise.resolve();
  parentPort.on('message', (request) => {
    last = last.then(async () => {
      if (request !== 'close') return answer(request);
      await database.close();
      parentPort.close();
    });
  });
  parentPort.postMessage(pgliteWasmModule);
}

void main();
`;
