import { rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Domain } from '../domain/domain.js';
import { ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import { createSerial } from '../kernel/serial.js';
import { type ModelArchive, readArchive } from '../model/archive.js';
import { DOMAIN_FILE, readDomainFile } from '../model/domain-file.js';
import { type LoadedModel, loadModel } from '../model/load.js';
import { latestModel } from '../model/model-folder.js';
import type { ModelServer } from '../server/api/backend.js';
import { fingerprintOf, type LoadedBot } from './load-bot.js';
import { keepPulling, type Pulling, pullModel } from './model-pulls.js';
import type { Runtime } from './runtime.js';

/** Which model answers now. */
interface ServedModel {
  /** As `/status` names it. */
  readonly file: string;
  readonly id: string;
}

/** Exchanges the model of a running bot. */
export interface ModelHost {
  readonly served: ServedModel | undefined;
  /**
   * Answers with the model at a path from the next turn on; turns under way end with the one they began with. A model
   * that cannot be taken changes nothing.
   *
   * @throws ParleyError MODEL_NOT_FOUND, MODEL_BROKEN, MODEL_OTHER_VERSION, MODEL_DOMAIN_UNKNOWN
   */
  load(path: string): Promise<void>;
  /**
   * Takes the model that a server hands out, and from then on each newer one.
   *
   * @throws ParleyError MODEL_SERVER_FAILED, and what `load` throws
   */
  follow(server: ModelServer): Promise<void>;
  /** Asks a server for newer models, beginning later. */
  watch(server: ModelServer): void;
  /** Lets go of the model; messages wait until another one is loaded. */
  unload(): void;
  /** Asks no server any more. */
  close(): void;
}

/** What a host needs. */
export interface ModelHostOptions {
  readonly bot: LoadedBot;
  readonly runtime: Pick<Runtime, 'serve'>;
  /** Has conversations read anew, so that none of them keeps an old model in memory. */
  forget(): void;
  readonly log: Logger;
  readonly first: ServedModel;
}

/** Makes the host of a bot that has its first model. */
export function createModelHost({ bot, runtime, forget, log, first }: ModelHostOptions): ModelHost {
  const folder = join(bot.folder, '.parley', 'models');
  /** Of two models that are wanted at once, the one that was asked for last answers. */
  const serial = createSerial();
  let served: ServedModel | undefined = first;
  let pulling: Pulling | undefined;

  const take = (path: string): Promise<void> => serial(() => exchange(path));

  async function exchange(path: string): Promise<void> {
    const file = await findModel(path, bot.folder);
    const archive = await readArchive(file);
    runtime.serve(bringToLife(archive, bot, file));
    forget();
    served = { file: basename(file), id: archive.manifest.id };
    log.info({ model: served.file, modelId: served.id }, 'Another model answers now.');
  }

  /** What was pulled is in memory then, and would only fill the disk. */
  const takePulled = (path: string): Promise<void> => take(path).finally(() => rm(path, { force: true }));

  function watch(server: ModelServer, etag?: string): void {
    pulling?.stop();
    pulling = keepPulling({ server, folder, etag, take: takePulled, log });
  }

  return {
    get served() {
      return served;
    },
    async load(path) {
      await take(path);
      pulling?.stop();
    },
    async follow(server) {
      const { path, etag } = await pullModel(server, undefined, folder);
      if (path !== undefined) await takePulled(path);
      watch(server, etag);
    },
    watch: (server) => watch(server),
    close: () => pulling?.stop(),
    unload() {
      pulling?.stop();
      runtime.serve(undefined);
      forget();
      log.info({ model: served?.file }, 'The model was unloaded; messages wait until another one is loaded.');
      served = undefined;
    },
  };
}

/**
 * A model with the domain that it was trained for: that of the bot's files where it was trained from them as they are,
 * else the one that it brings along.
 *
 * @throws ParleyError MODEL_DOMAIN_UNKNOWN when it brings none along, MODEL_BROKEN
 */
export function bringToLife(
  archive: ModelArchive,
  bot: LoadedBot,
  path: string,
): { readonly model: LoadedModel; readonly domain: Domain } {
  const model = loadModel(archive, bot.components, bot.policies);
  if (archive.manifest.fingerprint.dialogue === fingerprintOf(bot).dialogue) {
    return { model, domain: bot.project.domain };
  }
  const own = archive.files[DOMAIN_FILE];
  if (!own) throw new ParleyError('MODEL_DOMAIN_UNKNOWN', { path: displayName(path) });
  return { model, domain: readDomainFile(own, displayName(path)) };
}

/** A model file, or the newest one in a folder; relative to where the command was given, or else to the bot. */
export async function findModel(path: string, botFolder: string): Promise<string> {
  const candidates = isAbsolute(path)
    ? [path]
    : [resolve(path), join(botFolder, path), join(botFolder, 'models', path)];
  for (const candidate of candidates) {
    const info = await stat(candidate).catch(() => undefined);
    if (info?.isFile()) return candidate;
    const newest = info?.isDirectory() ? await latestModel(candidate) : undefined;
    if (newest) return newest;
  }
  throw new ParleyError('MODEL_NOT_FOUND', { path });
}

/** A path as people write it. */
function displayName(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
