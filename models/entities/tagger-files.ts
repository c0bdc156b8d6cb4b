import { z } from 'zod';
import type { ModelFiles } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, toFloats, toUints } from '../bytes.js';
import { Vocabulary } from '../features/vocabulary.js';
import { Tagger } from './tagger.js';

const savedSchema = z.object({ labels: z.int(), features: z.int() });

/** A tagger with the features that it weighs. */
export interface WeighedFeatures {
  readonly tagger: Tagger;
  readonly vocabulary: Vocabulary;
}

/**
 * A tagger without the features that weigh nothing, most of which training met only once, and without the memory that
 * training needed.
 */
export function compactTagger({ tagger, vocabulary }: WeighedFeatures): WeighedFeatures {
  const { floats } = tagger.kernels;
  const { stride } = tagger;
  const kept: number[] = [];
  for (let feature = 0; feature < vocabulary.size; feature++) {
    if (floats.subarray(feature * stride, (feature + 1) * stride).some((weight) => weight !== 0)) kept.push(feature);
  }
  const compact = new Tagger(tagger.labels, kept.length);
  for (const [at, feature] of kept.entries()) {
    compact.kernels.floats.set(floats.subarray(feature * stride, (feature + 1) * stride), at * stride);
  }
  compact.steps.set(tagger.steps);
  compact.stays.set(tagger.stays);
  return { tagger: compact, vocabulary: vocabulary.only(kept) };
}

/** The files of a tagger. Most weights are zero: of the others the place and the value are written. */
export function saveTagger({ tagger, vocabulary }: WeighedFeatures): ModelFiles {
  const weights = tagger.kernels.floats.subarray(0, vocabulary.size * tagger.stride);
  const places: number[] = [];
  for (const [place, weight] of weights.entries()) if (weight !== 0) places.push(place);
  return {
    'tagger.json': jsonToBytes({ labels: tagger.labels, features: vocabulary.size }),
    vocabulary: vocabulary.save(),
    places: toBytes(Uint32Array.from(places)),
    weights: toBytes(Float32Array.from(places, (place) => weights[place] as number)),
    steps: toBytes(tagger.steps),
    stays: toBytes(tagger.stays),
  };
}

/** The tagger that {@link saveTagger} wrote. */
export function loadTagger(files: ModelFiles): WeighedFeatures {
  const { labels, features } = savedSchema.parse(bytesToJson(files['tagger.json'] as Uint8Array));
  const tagger = new Tagger(labels, features);
  const places = toUints(files.places as Uint8Array);
  const weights = toFloats(files.weights as Uint8Array);
  for (const [at, place] of places.entries()) tagger.kernels.floats[place] = weights[at] as number;
  tagger.steps.set(toFloats(files.steps as Uint8Array));
  tagger.stays.set(toFloats(files.stays as Uint8Array));
  return { tagger, vocabulary: Vocabulary.load(files.vocabulary as Uint8Array) };
}
