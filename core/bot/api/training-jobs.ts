import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ParleyError } from '../../errors.js';
import { ensureModel } from '../ensure-model.js';
import type { BotPaths, LoadedBot } from '../load-bot.js';
import { packageRoot } from '../package-root.js';

/** A model to be trained. */
interface TrainingJob {
  /** The bot as it would be with the new files. */
  readonly bot: LoadedBot;
  /** Where those files are, for a process of its own. */
  readonly paths: BotPaths;
  /** Where the model goes. */
  readonly modelFolder: string;
  readonly force: boolean;
  /** As for `ensureModel`. */
  readonly augmentation: number | undefined;
}

/** Trains models while the bot answers: one at a time, in the order asked for. */
export interface TrainingJobs {
  /** Jobs that run or wait. */
  readonly active: number;
  /** @returns the path of the model @throws ParleyError TRAINING_FAILED */
  run(job: TrainingJob): Promise<string>;
  /** Ends what runs; jobs that wait fail. */
  close(): Promise<void>;
}

/** Run from its sources, Parley has no program to start for it; then it trains in the process it is in. */
const program = import.meta.url.endsWith('.ts') ? undefined : join(packageRoot, 'dist', 'bundle', 'parley.js');
/** Characters of what a process printed that an error tells. */
const told = 4_000;

/** Makes the line of jobs. */
export function createTrainingJobs(): TrainingJobs {
  const abort = new AbortController();
  let active = 0;
  let line: Promise<unknown> = Promise.resolve();
  const train = program !== undefined && existsSync(program) ? trainApart : trainHere;
  return {
    get active() {
      return active;
    },
    run(job) {
      active += 1;
      const done = line
        .then(() => {
          abort.signal.throwIfAborted();
          return train(job, abort.signal);
        })
        .catch((cause: unknown) => {
          if (cause instanceof ParleyError && cause.code !== 'PROJECT_INVALID') throw cause;
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new ParleyError('TRAINING_FAILED', { reason }, { cause });
        })
        .finally(() => {
          active -= 1;
        });
      line = done.catch(() => undefined);
      return done;
    },
    async close() {
      abort.abort(new Error('the bot is being stopped'));
      await line;
    },
  };
}

type Train = (job: TrainingJob, signal: AbortSignal) => Promise<string>;

const trainHere: Train = async ({ bot, modelFolder, force, augmentation }, signal) =>
  (await ensureModel(bot, { modelFolder, force, augmentation, signal })).path;

/** Training takes all of a processor, so it has a process of its own; that process tells the model's path at its end. */
const trainApart: Train = ({ bot, paths, modelFolder, force, augmentation }, signal) =>
  new Promise((resolve, reject) => {
    const words = [
      ...[program ?? '', 'train', bot.folder, '--out', modelFolder, '--without-packs'],
      ...(paths.config === undefined ? [] : ['--config', paths.config]),
      ...(paths.domain ?? []).flatMap((path) => ['--domain', path]),
      ...(paths.data ?? []).flatMap((path) => ['--data', path]),
      ...(force ? ['--force'] : []),
      ...(augmentation === undefined ? [] : ['--augmentation', String(augmentation)]),
    ];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], signal });
    let printed = '';
    let model: string | undefined;
    const listen = (chunk: Buffer) => {
      printed = (printed + chunk.toString('utf8')).slice(-told);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('message', (news) => {
      const path: unknown = Object(news).model;
      if (typeof path === 'string') model = path;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && model !== undefined) resolve(model);
      else reject(new Error(printed.trim() || `the process ended with ${code}`));
    });
  });
