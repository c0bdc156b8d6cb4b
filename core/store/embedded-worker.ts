import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/**
 * Runs PGlite in a thread of its own: PostgreSQL's wire protocol in, the same out.
 *
 * Its 128 MB of buffers are cut to what a bot needs; the operating system caches the files anyway. `--single` leaves
 * out autovacuum, so statistics and free space are looked after by `care.ts`.
 */
const { folder } = workerData as { folder: string };
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB', '-c', 'jit=off'];
const database = await PGlite.create({ dataDir: folder, startParams });
parentPort?.postMessage('ready');

let last = Promise.resolve();
parentPort?.on('message', (request: Uint8Array | 'close') => {
  last = last.then(() => (request === 'close' ? close() : answer(request)));
});

async function answer(request: Uint8Array): Promise<void> {
  const parts: Uint8Array[] = [];
  await database.execProtocolRawStream(request, { onRawData: (data) => parts.push(data.slice()) });
  const reply = Buffer.concat(parts);
  const bytes = new Uint8Array(reply.length);
  bytes.set(reply);
  parentPort?.postMessage(bytes, [bytes.buffer]);
}

async function close(): Promise<void> {
  await database.close();
  parentPort?.close();
}
