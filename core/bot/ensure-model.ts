import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { formatError } from '../errors.js';
import { type ModelArchive, readArchive, writeArchive } from '../model/archive.js';
import { latestModel, MODELS_KEPT, modelName, pruneModels } from '../model/model-folder.js';
import { type ModelSources, modelPartsToTrain, trainModel } from '../model/train.js';
import { formatProblem, throwProblems } from '../project/problem.js';
import { checkPipeline } from '../project/validate/check-config.js';
import { isTolerated } from '../project/validate/tolerated.js';
import { checkParts } from './check-bot.js';
import { fingerprintOf, type LoadedBot } from './load-bot.js';
import { parleyVersion } from './package-root.js';

/** How a model is come by. */
export interface EnsureModelOptions {
  /** Train even though nothing has changed. */
  readonly force?: boolean;
  /** Where models lie; default `models/` in the bot's folder. */
  readonly modelFolder?: string;
  /** The file name of a model that is trained; default: when and under which id it was trained. */
  readonly modelName?: string;
  /** How many models without a name of their own stay in the folder; default 5. */
  readonly keep?: number;
  /** Rasa's `--augmentation`; default: what the latest model was trained with, else as each policy has it. */
  readonly augmentation?: number | undefined;
  readonly signal?: AbortSignal;
  progress?(share: number, note: string): void;
  /** Told, in one text of several lines, what the names of Rasa in config.yml run as. */
  note?(text: string): void;
  warn?(warning: string): void;
}

/** A model that fits the bot's files as they are now. */
export interface EnsuredModel {
  readonly archive: ModelArchive;
  readonly path: string;
  /** It was trained just now. */
  readonly trained: boolean;
  /** The folders of the parts that learned anew; the rest was taken over from the latest model. */
  readonly learned?: readonly string[];
}

/**
 * The latest model if it was trained from the files as they are now, else one that is trained at once; of the latest is
 * taken over what would come out the same. A latest model that cannot be read counts as none: training makes a good one.
 *
 * @throws ParleyError PROJECT_INVALID with every mistake in the bot's files.
 */
export async function ensureModel(bot: LoadedBot, options: EnsureModelOptions = {}): Promise<EnsuredModel> {
  // Contradicting rules stop the training itself, and files that were trained from have none.
  const problems = checkParts(bot);
  throwProblems(problems);
  const folder = folderOf(bot, options);
  const latest = options.force ? undefined : await readLatest(folder, options.warn);
  const sources = sourcesOf(bot, options, latest);
  const fingerprint = fingerprintOf(bot, sources.augmentation);
  if (latest && isDeepStrictEqual(latest.archive.manifest.fingerprint, fingerprint)) {
    return { ...latest, trained: false };
  }
  if (bot.notes.length > 0) options.note?.(['config.yml, in the names of Parley:', ...bot.notes].join('\n  '));
  throwProblems(checkPipeline(bot));
  for (const problem of problems.filter(isTolerated)) options.warn?.(formatProblem(problem));
  for (const warning of bot.warnings) options.warn?.(warning);
  const archive = await trainModel(bot.project, {
    ...sources,
    fingerprint,
    signal: options.signal ?? new AbortController().signal,
    progress: (share, note) => options.progress?.(share, note),
    warn: (warning) => options.warn?.(warning),
  });
  options.signal?.throwIfAborted();
  const path = join(folder, fileName(options.modelName) ?? modelName(archive.manifest.trainedAt, archive.manifest.id));
  await writeArchive(path, archive);
  await pruneModels(folder, options.keep ?? MODELS_KEPT).catch((error: unknown) => {
    options.warn?.(`Old models in ${folder} could not be removed: ${formatError(error)}`);
  });
  return { archive, path, trained: true, learned: learnedIn(archive, latest?.archive) };
}

/** The parts of a model that an earlier one does not have. */
function learnedIn({ manifest }: ModelArchive, earlier: ModelArchive | undefined): string[] {
  const known = new Set(Object.values(earlier?.manifest.parts ?? {}).map(({ fingerprint }) => fingerprint));
  return Object.entries(manifest.parts).flatMap(([folder, { fingerprint }]) =>
    known.has(fingerprint) ? [] : [folder],
  );
}

/** What `ensureModel` would do. */
interface TrainingPlan {
  /** The latest model, if there is one that can be read. */
  readonly latest: string | undefined;
  /** It was trained from the files as they are now. */
  readonly current: boolean;
  /** What would be trained otherwise, such as `nlu/Synonyms`; the rest would be taken over. */
  readonly parts: readonly string[];
}

/** Says what training would do, and does nothing. @throws ParleyError PROJECT_INVALID */
export async function planModel(bot: LoadedBot, options: EnsureModelOptions = {}): Promise<TrainingPlan> {
  throwProblems([...checkParts(bot), ...checkPipeline(bot)]);
  const latest = await readLatest(folderOf(bot, options), options.warn);
  const sources = sourcesOf(bot, options, latest);
  const { earlier: _, ...anew } = sources;
  return {
    latest: latest?.path,
    current: isDeepStrictEqual(latest?.archive.manifest.fingerprint, fingerprintOf(bot, sources.augmentation)),
    parts: modelPartsToTrain(bot.project, options.force ? anew : sources),
  };
}

const folderOf = (bot: LoadedBot, { modelFolder }: EnsureModelOptions): string =>
  modelFolder ?? join(bot.folder, 'models');

const sourcesOf = (
  { recipe, components, policies }: LoadedBot,
  { augmentation }: EnsureModelOptions,
  latest: Omit<EnsuredModel, 'trained'> | undefined,
): ModelSources => ({
  ...{ recipe, components, policies, version: parleyVersion, earlier: latest?.archive },
  augmentation: augmentation ?? latest?.archive.manifest.augmentation,
});

/** Rasa's users write `.tar.gz`; models are not compressed here. */
const fileName = (name: string | undefined): string | undefined => name && `${name.replace(/\.tar(\.gz)?$/, '')}.tar`;

async function readLatest(
  folder: string,
  warn: ((warning: string) => void) | undefined,
): Promise<Omit<EnsuredModel, 'trained'> | undefined> {
  const path = await latestModel(folder);
  if (!path) return undefined;
  try {
    return { path, archive: await readArchive(path) };
  } catch (error) {
    warn?.(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
