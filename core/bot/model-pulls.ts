import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { formatError, ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import { readConfigFile } from '../project/config-file.js';
import type { ModelServer } from '../server/api/backend.js';
import { modelServer } from '../server/api/models.js';

/** What was pulled: a new model, or word that there is none newer. */
export interface Pulled {
  readonly path: string | undefined;
  readonly etag: string | undefined;
}

/** How long a model server may take to hand out a model, in ms. */
const pullMs = 300_000;
/** Rasa's time between pulls, in seconds (rasa/core/agent.py, `load_from_server`). */
const usualWait = 100;

/** The model server that a bot's `endpoints.yml` names, if any. @throws ParleyError CONFIG_INVALID, PROJECT_INVALID */
export async function modelServerOf(path: string): Promise<ModelServer | undefined> {
  if (!existsSync(path)) return undefined;
  const { models } = (await readConfigFile(path)).value;
  if (models === undefined || models === null) return undefined;
  const parsed = modelServer.safeParse(models);
  if (!parsed.success) {
    const reason = `models of endpoints.yml: ${z.prettifyError(parsed.error)}`;
    throw new ParleyError('CONFIG_INVALID', { reason });
  }
  return { ...parsed.data, wait_time_between_pulls: parsed.data.wait_time_between_pulls ?? usualWait };
}

/**
 * Asks a model server for a model newer than the one with `etag`, and writes it to `folder`; 204 and 304 say that there
 * is none (rasa.com/docs/rasa/model-storage, "Load Model from Server").
 *
 * @throws ParleyError MODEL_SERVER_FAILED
 */
export async function pullModel(server: ModelServer, etag: string | undefined, folder: string): Promise<Pulled> {
  const url = new URL(server.url);
  for (const [name, value] of Object.entries(server.params ?? {})) url.searchParams.set(name, value);
  if (server.token !== undefined) url.searchParams.set(server.token_name ?? 'token', server.token);
  const failed = (reason: string, cause?: unknown) =>
    new ParleyError('MODEL_SERVER_FAILED', { url: `${url.origin}${url.pathname}`, reason }, { cause });
  const answer = await fetch(url, {
    headers: { ...server.headers, ...authorization(server), ...(etag === undefined ? {} : { 'if-none-match': etag }) },
    signal: AbortSignal.timeout(pullMs),
  }).catch((cause: unknown) => {
    throw failed(formatError(cause), cause);
  });
  if (answer.status === 204 || answer.status === 304) return { path: undefined, etag };
  if (!answer.ok) throw failed(`it answered with status ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const name = basename(answer.headers.get('filename') ?? 'model').replace(/\.tar(\.gz)?$/, '');
  const path = join(folder, `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.tar`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, bytes);
  return { path, etag: answer.headers.get('etag') ?? undefined };
}

function authorization({ basic_auth }: ModelServer): Record<string, string> {
  if (!basic_auth) return {};
  const { username, password } = basic_auth;
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Pulls again and again until it is stopped. */
export interface Pulling {
  stop(): void;
}

/** What pulling works with. */
export interface PullOptions {
  readonly server: ModelServer;
  readonly folder: string;
  readonly etag: string | undefined;
  take(path: string): Promise<void>;
  readonly log: Logger;
}

/** Asks a server every so many seconds, and takes what is new; a failure is logged and the model before it goes on. */
export function keepPulling({ server, folder, etag, take, log }: PullOptions): Pulling {
  let known = etag;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const pause = (server.wait_time_between_pulls ?? 0) * 1_000;
  const again = () => {
    if (stopped || pause === 0) return;
    timer = setTimeout(() => void pull(), pause);
    timer.unref();
  };
  const pull = async () => {
    try {
      const pulled = await pullModel(server, known, folder);
      // A model that cannot be taken is not fetched again until there is another.
      known = pulled.etag;
      if (pulled.path !== undefined && !stopped) await take(pulled.path);
    } catch (error) {
      log.warn({ reason: formatError(error) }, 'No newer model was taken; the one before it goes on.');
    }
    again();
  };
  again();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
