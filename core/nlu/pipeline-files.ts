import { z } from 'zod';
import { ParleyError } from '../errors.js';
import type { Component, ModelFiles } from './component.js';
import type { PartRecord } from './part-record.js';
import { type TrainedPipeline, trainedPipeline } from './pipeline.js';
import { configurePipeline, type PipelineEntry } from './pipeline-config.js';
import type { EarlierPart } from './training-plan.js';

const manifestName = 'pipeline.json';
/** What only training needs. */
const answersFolder = 'training/';
const manifestSchema = z.object({ language: z.string(), components: z.array(z.string()) });

/** A trained pipeline as a model holds it. */
export interface SavedPipeline {
  readonly files: ModelFiles;
  /** What is said of each part, by its place and name: `2.IntentClassifier`. */
  readonly parts: Readonly<Record<string, PartRecord>>;
}

/** The files of a trained pipeline; each component's names are prefixed with its place: `2.IntentClassifier/…`. */
export function savePipeline({ language, parts }: TrainedPipeline): ModelFiles {
  return namedFiles(
    language,
    parts.map(({ component, state }) => ({ name: component.name, files: component.save?.(state) ?? {} })),
  );
}

/** The same of parts that are files already. */
export const filesOfParts = (language: string, parts: readonly EarlierPart[]): SavedPipeline => ({
  files: {
    ...namedFiles(language, parts),
    ...Object.assign(
      {},
      ...parts.map(({ name, answers }, at) => under(`${answersFolder}${prefix(at, name)}`, answers)),
    ),
  },
  parts: Object.fromEntries(parts.map(({ name, record }, at) => [`${at}.${name}`, record])),
});

/** The parts of a saved pipeline, in their order. */
export const earlierParts = ({ files, parts }: SavedPipeline): EarlierPart[] =>
  Object.entries(parts).map(([key, record]) => ({
    name: key.slice(key.indexOf('.') + 1),
    record,
    files: filesUnder(files, `${key}/`),
    answers: filesUnder(files, `${answersFolder}${key}/`),
  }));

function namedFiles(language: string, parts: readonly Pick<EarlierPart, 'name' | 'files'>[]): ModelFiles {
  const components = parts.map(({ name }) => name);
  const files: Record<string, Uint8Array> = {
    [manifestName]: new TextEncoder().encode(JSON.stringify({ language, components })),
  };
  for (const [at, part] of parts.entries()) {
    for (const [name, bytes] of Object.entries(part.files)) files[`${prefix(at, part.name)}${name}`] = bytes;
  }
  return files;
}

/**
 * A pipeline from the files that {@link savePipeline} made, under the config it was trained with.
 *
 * @throws ParleyError NLU_MODEL_MISMATCH when the config names other components, or a file is missing or damaged
 */
export function loadPipeline(
  files: ModelFiles,
  entries: readonly PipelineEntry[],
  components: readonly Component[],
): TrainedPipeline {
  const manifest = readManifest(files);
  const pipeline = configurePipeline(entries, components);
  const wanted = pipeline.map(({ component }) => component.name);
  if (wanted.join() !== manifest.components.join()) {
    throw new ParleyError('NLU_MODEL_MISMATCH', {
      reason: `it holds ${manifest.components.join(', ')}, the config asks for ${wanted.join(', ')}`,
    });
  }
  const parts = pipeline.map(({ component, config }, at) => {
    const state = loadState(component, config, filesUnder(files, prefix(at, component.name)));
    return { component, config, state };
  });
  return trainedPipeline(parts, manifest.language);
}

const prefix = (at: number, name: string): string => `${at}.${name}/`;

function readManifest(files: ModelFiles): z.infer<typeof manifestSchema> {
  const bytes = files[manifestName];
  if (!bytes) throw new ParleyError('NLU_MODEL_MISMATCH', { reason: `there is no ${manifestName} in it` });
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new ParleyError('NLU_MODEL_MISMATCH', { reason: `its ${manifestName} is damaged` }, { cause });
  }
}

const under = (folder: string, files: ModelFiles): ModelFiles =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}${name}`, bytes]));

function filesUnder(files: ModelFiles, start: string): ModelFiles {
  const own = Object.entries(files).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, bytes]) => [name.slice(start.length), bytes]));
}

function loadState(component: Component, config: unknown, files: ModelFiles): unknown {
  if (!component.load) return undefined;
  try {
    return component.load(files, config);
  } catch (cause) {
    if (cause instanceof ParleyError) throw cause;
    const reason = `the files of "${component.name}" are missing or damaged`;
    throw new ParleyError('NLU_MODEL_MISMATCH', { reason }, { owner: component.name, cause });
  }
}
