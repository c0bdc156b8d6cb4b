import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type pg from 'pg';
import { ParleyError } from '../errors.js';
import { createData, startWorker, stopWorker } from './embedded-worker.js';
import { lockFolder } from './folder-lock.js';

/** PGlite in a folder, spoken to by `pg` itself: one session, so a pool of one connection. */
export interface EmbeddedDatabase {
  /** What `pg.Pool` needs beside its defaults. */
  readonly poolOptions: pg.PoolConfig;
  close(): Promise<void>;
}

/**
 * Opens PGlite in a worker thread and lets `pg` talk to it over PostgreSQL's wire protocol, so that parameters, types
 * and errors are the same as with a server. The first start of a folder takes some seconds; `progress` says so.
 *
 * @throws ParleyError STORE_LOCKED, STORE_FOLDER
 */
export async function openEmbedded(folder: string, progress: (text: string) => void): Promise<EmbeddedDatabase> {
  const unlock = prepareFolder(folder);
  const data = `${folder}/data`;
  try {
    if (!existsSync(data)) {
      progress('Creating the embedded database; this takes some seconds, once.');
      // A database that was left half made, as by `kill -9`, never gets its name.
      const unfinished = `${data}.unfinished`;
      rmSync(unfinished, { recursive: true, force: true });
      await createData(unfinished);
      renameSync(unfinished, data);
    }
    const worker = await startWorker(data);
    const ask = createAsk(worker);
    const stream = () => connect(worker, ask);
    return {
      poolOptions: { max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres', stream },
      async close() {
        await stopWorker(worker);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    if (error instanceof ParleyError) throw error;
    throw new ParleyError('STORE_FOLDER', { folder, reason: reasonOf(error) }, { cause: error });
  }
}

function prepareFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true });
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof ParleyError) throw error;
    throw new ParleyError('STORE_FOLDER', { folder, reason: reasonOf(error) }, { cause: error });
  }
}

// Messages of PostgreSQL's wire protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
const terminate = 0x58;
/** A server ends a session with its connection; PGlite has but one, so it is swept clean for the next. */
const sweep = [simpleQuery('ROLLBACK'), simpleQuery('DISCARD ALL')] as const;

function simpleQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.from([0x51, 0, 0, 0, 0]);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The worker answers each request with one reply, in order. */
type Ask = (request: Buffer, onReply: (reply: Uint8Array) => void) => void;

function createAsk(worker: Worker): Ask {
  const waiting: ((reply: Uint8Array) => void)[] = [];
  worker.on('message', (reply: Uint8Array) => waiting.shift()?.(reply));
  return (request, onReply) => {
    waiting.push(onReply);
    const copy = new Uint8Array(request);
    worker.postMessage(copy, [copy.buffer]);
  };
}

/** A stream in the place of a socket: what `pg` writes goes to the worker, what it answers is read. */
function connect(worker: Worker, ask: Ask): Duplex {
  let open = false;
  const receive = (bytes: Buffer) => {
    if (!open) {
      open = true;
      ask(sweep[0], () => {});
      ask(sweep[1], () => stream.push(welcome));
    } else if (bytes[0] !== terminate) {
      ask(bytes, (reply) => {
        if (!stream.destroyed) stream.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength));
      });
    }
  };
  const onEnd = () => stream.destroy(new Error('The embedded database has stopped.'));
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      receive(chunk);
      done();
    },
    writev(chunks, done) {
      receive(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)));
      done();
    },
    final(done) {
      this.push(null);
      done();
    },
    destroy(error, done) {
      worker.off('exit', onEnd);
      done(error);
    },
  });
  worker.once('exit', onEnd);
  return Object.assign(stream, {
    connect: () => queueMicrotask(() => stream.emit('connect')),
    setNoDelay: () => stream,
    setKeepAlive: () => stream,
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
