import { z } from 'zod';
import { type ModelFiles, ParleyError } from '../../core/index.js';
import { bytesToJson, jsonToBytes, toBytes, toFloats, toInt16s, toUint16s } from '../bytes.js';
import { Vocabulary } from '../features/vocabulary.js';
import type { TagWeights } from './tag-weights.js';
import type { Chain } from './tagger.js';

const savedSchema = z.object({ labels: z.int(), scale: z.number() });

/** A chain with the features that it weighs. */
export interface WeighedFeatures {
  readonly chain: Chain;
  readonly vocabulary: Vocabulary;
}

/** A chain as it is kept. */
export interface CompactChain extends WeighedFeatures {
  /** Weights are whole multiples of this, up to 32,767 of it. */
  readonly scale: number;
}

const largest = 32_767;

/** A chain without what weighs nothing, most of which training met only once; the weights rounded to 16 bits. */
export function compactChain({ chain, vocabulary }: WeighedFeatures): CompactChain {
  const { starts, tags, weights } = chain.weights;
  let top = 0;
  for (const weight of weights) top = Math.max(top, Math.abs(weight));
  const scale = top / largest || 1;
  const features: number[] = [];
  const ends: number[] = [0];
  const places: number[] = [];
  for (let feature = 0; feature < vocabulary.size; feature++) {
    for (let place = starts[feature] as number; place < (starts[feature + 1] as number); place++) {
      if (Math.round((weights[place] as number) / scale) !== 0) places.push(place);
    }
    if (places.length === ends.at(-1)) continue;
    features.push(feature);
    ends.push(places.length);
  }
  const compact: TagWeights = {
    starts: Uint32Array.from(ends),
    tags: Uint16Array.from(places, (place) => tags[place] as number),
    weights: Float32Array.from(places, (place) => Math.round((weights[place] as number) / scale) * scale),
  };
  return { chain: { ...chain, weights: compact }, vocabulary: vocabulary.only(features), scale };
}

/** The files of a chain. */
export function saveChain({ chain, vocabulary, scale }: CompactChain): ModelFiles {
  const { starts, tags, weights } = chain.weights;
  return {
    'chain.json': jsonToBytes({ labels: chain.labels, scale }),
    vocabulary: vocabulary.save(),
    counts: toBytes(Uint16Array.from({ length: vocabulary.size }, (_, at) => lengthAt(starts, at))),
    tags: toBytes(tags),
    weights: toBytes(Int16Array.from(weights, (weight) => Math.round(weight / scale))),
    steps: toBytes(chain.steps.steps),
    stays: toBytes(chain.steps.stays),
  };
}

const lengthAt = (starts: Uint32Array, at: number): number => (starts[at + 1] as number) - (starts[at] as number);

/** The chain that {@link saveChain} wrote. */
export function loadChain(files: ModelFiles): CompactChain {
  const { labels, scale } = savedSchema.parse(bytesToJson(files['chain.json'] as Uint8Array));
  const counts = toUint16s(files.counts as Uint8Array);
  const starts = new Uint32Array(counts.length + 1);
  for (const [at, count] of counts.entries()) starts[at + 1] = (starts[at] as number) + count;
  const weights: TagWeights = {
    starts,
    tags: toUint16s(files.tags as Uint8Array),
    weights: Float32Array.from(toInt16s(files.weights as Uint8Array), (whole) => whole * scale),
  };
  const steps = { steps: toFloats(files.steps as Uint8Array), stays: toFloats(files.stays as Uint8Array) };
  const compact = {
    chain: { labels, weights, steps },
    vocabulary: Vocabulary.load(files.vocabulary as Uint8Array),
    scale,
  };
  refuseUneven(compact);
  return compact;
}

/** A file that is cut short would weigh features by what is not there. */
function refuseUneven({ chain: { labels, weights, steps }, vocabulary }: CompactChain): void {
  const fits =
    weights.starts.length === vocabulary.size + 1 &&
    weights.tags.length === weights.starts.at(-1) &&
    weights.weights.length === weights.tags.length &&
    steps.steps.length === (labels + 1) ** 2 &&
    steps.stays.length === 2 * labels + 1;
  if (!fits) throw new ParleyError('NLU_MODEL_MISMATCH', { reason: 'the weights of entities do not fit one another' });
}
