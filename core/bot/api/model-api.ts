import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { domainToJson } from '../../domain/domain-json.js';
import { formatError, ParleyError } from '../../errors.js';
import type { Logger } from '../../kernel/logger.js';
import { readArchive } from '../../model/archive.js';
import { formatProblem, type Problem } from '../../project/problem.js';
import type { ModelApi, ModelSource } from '../../server/api/backend.js';
import { evaluateStories, evaluationJson } from '../../testing/stories/evaluate-stories.js';
import { readTestFile } from '../../testing/stories/read-test-stories.js';
import { checkParts } from '../check-bot.js';
import { createParse } from '../create-parse.js';
import { type BotPaths, type LoadedBot, loadBot } from '../load-bot.js';
import { bringToLife, findModel, type ModelHost } from '../model-host.js';
import type { Runtime } from '../runtime.js';
import { crossValidate, testUnderstanding } from './intent-tests.js';
import { predictionOf } from './prediction.js';
import type { TrainingJobs } from './training-jobs.js';
import { writeTrainingFiles } from './training-text.js';

/** What models are shown, trained and exchanged with. */
export interface ModelParts {
  readonly bot: LoadedBot;
  readonly runtime: Runtime;
  readonly host: ModelHost;
  readonly jobs: TrainingJobs;
  readonly log: Logger;
}

/** The model of a running bot, for the HTTP API. */
export function modelApi({ bot, runtime, host, jobs, log }: ModelParts): ModelApi {
  const ready = () => {
    if (!runtime.isReady) throw new ParleyError('NO_MODEL_LOADED');
  };

  return {
    async parse(text, messageId) {
      ready();
      const result = await runtime.parse(text);
      return messageId === undefined ? result : { ...result, message_id: messageId };
    },
    predict(events, include) {
      ready();
      return predictionOf(runtime, runtime.openTracker('default', events), include);
    },
    train: ({ yaml, force, keep, augmentation }) =>
      inFolder(async (folder) => {
        const written = await writeTrainingFiles(join(folder, 'bot'), yaml);
        const paths: BotPaths = { config: written.config, domain: [written.data], data: [], withoutPacks: true };
        const trainee = await loadBot(bot.folder, bot.presets, paths);
        refuseMistakes(checkParts(trainee), written.data);
        const modelFolder = keep ? join(bot.folder, 'models') : join(folder, 'models');
        const path = await jobs.run({ bot: trainee, paths, modelFolder, force, augmentation });
        return { name: basename(path), bytes: await readFile(path) };
      }),
    async testStories(yaml, { endToEnd }) {
      ready();
      const problems: Problem[] = [];
      const file = readTestFile(yaml, 'test_request.yml', problems);
      refuseMistakes(problems, 'test_request.yml');
      if (!file) throw new ParleyError('TRAINING_DATA_INVALID', { problems: 'there is no "stories" in it.' });
      const { domain, policies } = runtime;
      const predictor = { domain, policies, parse: (text: string) => runtime.parse(text) };
      return evaluationJson(await evaluateStories([file], predictor, { parses: endToEnd }));
    },
    testIntents: (yaml, { model, folds }) =>
      inFolder(async (folder) => {
        const written = await writeTrainingFiles(folder, yaml);
        const paths: BotPaths = { config: written.config, domain: [written.data], data: [], withoutPacks: true };
        const tested = await loadBot(bot.folder, bot.presets, paths);
        refuseMistakes(tested.project.problems, written.data);
        const { nlu } = tested.project.data;
        if (folds !== undefined) return crossValidate(tested, nlu, folds);
        if (model === undefined) ready();
        const parse = model === undefined ? runtime.parse : await parserOf(model, bot, log);
        return testUnderstanding(nlu.examples, async (text) => parse(text));
      }),
    load: (source) => loadFrom(source, host),
    unload: host.unload,
    domain() {
      ready();
      return domainToJson(runtime.domain);
    },
  };
}

async function loadFrom(source: ModelSource, host: ModelHost): Promise<void> {
  if ('remoteStorage' in source) throw new ParleyError('REMOTE_STORAGE_MISSING', { storage: source.remoteStorage });
  try {
    if ('file' in source) await host.load(source.file);
    else await host.follow(source.server);
  } catch (cause) {
    // What the caller has to know of a bad file is no fault of the bot.
    if (!(cause instanceof ParleyError) || cause.status < 500) throw cause;
    throw new ParleyError('MODEL_NOT_LOADED', { reason: formatError(cause) }, { cause });
  }
}

async function parserOf(path: string, bot: LoadedBot, log: Logger) {
  const file = await findModel(path, bot.folder);
  const { model, domain } = bringToLife(await readArchive(file), bot, file);
  return createParse({ domain, pipeline: model.pipeline, log, clock: () => new Date() });
}

/** A folder for the length of some work. */
async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-request-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Mistakes are told with the line of the request, and without the folder that it was written to. */
function refuseMistakes(problems: readonly Problem[], file: string): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const shown = errors.map((error) => {
    const place = basename(error.place.file) === basename(file) ? { ...error.place, file: 'line' } : error.place;
    return formatProblem({ ...error, place });
  });
  throw new ParleyError('TRAINING_DATA_INVALID', { problems: shown.join('; ') });
}
