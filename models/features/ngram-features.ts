import { z } from 'zod';
import { breather, defineComponent, type Features, type Message, type SparseVector } from '../../core/index.js';
import { toBytes, toFloats } from '../bytes.js';
import { Fingerprints } from './fingerprints.js';
import { NgramReader, normalizeForFeatures } from './ngrams.js';
import { Vocabulary } from './vocabulary.js';

/** One block of features with its own vocabulary and its own length of 1. */
interface Block {
  readonly vocabulary: Vocabulary;
  /** By feature: ln((1 + N) / (1 + df)) + 1, N the number of examples, df of those that hold the feature. */
  readonly rarity: Float32Array;
}

interface State {
  readonly words: Block;
  readonly characters: Block;
}

/**
 * The most features of a block. Rare ones are worth having, yet a network keeps a row for each: what 75,000 examples
 * bring would take gigabytes. Ten thousand examples stay far below.
 */
const mostFeatures = 200_000;

/** The name under which the features stand in {@link Message.features}. */
const ngramFeaturesName = 'NgramFeatures';

/**
 * Sparse features of a message: TF-IDF of its words in rows of 1 to 3, and of the characters inside its words in rows
 * of 2 to 5; each block has length 1 by itself. What training did not see is left out. In training, the names of intents
 * are read, too: with few examples, a classifier learns from what they say.
 */
export const ngramFeatures = defineComponent<Record<string, never>, State>({
  name: ngramFeaturesName,
  config: z.strictObject({}),
  provides: ['features'],
  requires: [],
  async train(messages, _config, context) {
    const pause = breather(context.signal);
    const words = new BlockBuilder();
    const characters = new BlockBuilder();
    const intents = new Set(messages.map(({ gold }) => gold?.intent ?? ''));
    const names = [...new Set([...intents].map(nameAsWords))].filter((name) => name !== '');
    const texts = [...messages.map(({ text }) => text), ...names];
    for (const [at, text] of texts.entries()) {
      readText(text);
      words.add(wordList);
      characters.add(characterList);
      if (!pause.due()) continue;
      context.progress(at / texts.length, 'features');
      await pause.breathe();
    }
    const wordBlock = words.finish(texts.length);
    await pause.breathe();
    return { words: wordBlock, characters: characters.finish(texts.length) };
  },
  async processTraining(messages, state) {
    const pause = breather(new AbortController().signal);
    const names = new Map<string, SparseVector | undefined>();
    for (const message of messages) {
      const intent = message.gold?.intent ?? '';
      const name = names.get(intent) ?? nameFeatures(intent, state);
      names.set(intent, name);
      message.features.set(ngramFeaturesName, {
        ...featuresOf(message.text, state),
        ...(name && { intentName: name }),
      });
      if (pause.due()) await pause.breathe();
    }
  },
  process(message, state) {
    message.features.set(ngramFeaturesName, featuresOf(message.respelled ?? message.text, state));
    return undefined;
  },
  save: (state) => ({
    'words.vocabulary': state.words.vocabulary.save(),
    'words.rarity': toBytes(state.words.rarity),
    'characters.vocabulary': state.characters.vocabulary.save(),
    'characters.rarity': toBytes(state.characters.rarity),
  }),
  load: (files) => {
    const block = (name: string): Block => ({
      vocabulary: Vocabulary.load(files[`${name}.vocabulary`] as Uint8Array),
      rarity: toFloats(files[`${name}.rarity`] as Uint8Array),
    });
    return { words: block('words'), characters: block('characters') };
  },
});

// Reused by every message: processing is synchronous, so no two messages are read at once.
const reader = new NgramReader();
const wordList = new Fingerprints();
const characterList = new Fingerprints();

function readText(text: string): void {
  reader.read(normalizeForFeatures(text), wordList, characterList);
}

class BlockBuilder {
  private readonly vocabulary = new Vocabulary();
  private counts = new Uint32Array(1024);
  private lastSeen = new Uint32Array(1024);
  private example = 0;

  add(list: Fingerprints): void {
    this.example++;
    for (let at = 0; at < list.length; at++) {
      const feature = this.vocabulary.add(list, at);
      if (feature >= this.counts.length) this.grow();
      if (this.lastSeen[feature] === this.example) continue;
      this.lastSeen[feature] = this.example;
      this.counts[feature] = (this.counts[feature] as number) + 1;
    }
  }

  finish(examples: number): Block {
    const fewest = this.fewestExamples();
    const kept = fewest > 1 ? this.occurringIn(fewest) : undefined;
    const vocabulary = kept ? this.vocabulary.only(kept) : this.vocabulary;
    const rarity = new Float32Array(vocabulary.size);
    for (let at = 0; at < rarity.length; at++) {
      const count = this.counts[kept ? (kept[at] as number) : at] as number;
      rarity[at] = Math.log((1 + examples) / (1 + count)) + 1;
    }
    return { vocabulary, rarity };
  }

  /** In how many examples a feature has to occur so that there are not too many of them. */
  private fewestExamples(): number {
    let left = this.vocabulary.size;
    let fewest = 1;
    for (; left > mostFeatures; fewest++) {
      for (let feature = 0; feature < this.vocabulary.size; feature++) if (this.counts[feature] === fewest) left--;
    }
    return fewest;
  }

  private occurringIn(fewest: number): number[] {
    const kept: number[] = [];
    for (let feature = 0; feature < this.vocabulary.size; feature++) {
      if ((this.counts[feature] as number) >= fewest) kept.push(feature);
    }
    return kept;
  }

  private grow(): void {
    const counts = new Uint32Array(this.counts.length * 2);
    const lastSeen = new Uint32Array(this.counts.length * 2);
    counts.set(this.counts);
    lastSeen.set(this.lastSeen);
    this.counts = counts;
    this.lastSeen = lastSeen;
  }
}

/** What the name of an intent says, if it says anything. */
function nameFeatures(intent: string, state: State): SparseVector | undefined {
  const name = nameAsWords(intent);
  return name === '' ? undefined : featuresOf(name, state).sparse;
}

/** The name of an intent as words: `ask_hours` of `faq/ask_hours` reads "ask hours". */
function nameAsWords(intent: string): string {
  const name = intent.split('/').at(-1) ?? '';
  const apart = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');
  return /\p{L}/u.test(apart) ? apart.trim() : '';
}

function featuresOf(text: string, state: State): Features & { readonly sparse: SparseVector } {
  readText(text);
  const offset = state.words.vocabulary.size;
  const words = blockVector(wordList, state.words);
  const characters = blockVector(characterList, state.characters);
  const sparse = joinVectors(words, characters, offset);
  return { sparse, size: offset + state.characters.vocabulary.size };
}

let found = new Uint32Array(4096);

function blockVector(list: Fingerprints, block: Block): SparseVector {
  if (list.length > found.length) found = new Uint32Array(list.length * 2);
  let count = 0;
  for (let at = 0; at < list.length; at++) {
    const feature = block.vocabulary.indexOf(list, at);
    if (feature >= 0) found[count++] = feature;
  }
  const sorted = found.subarray(0, count).sort();
  return weighted(sorted, block.rarity);
}

function weighted(sorted: Uint32Array, rarity: Float32Array): SparseVector {
  const indices = new Uint32Array(sorted.length);
  const values = new Float32Array(sorted.length);
  let length = 0;
  let square = 0;
  for (let at = 0; at < sorted.length; ) {
    const feature = sorted[at] as number;
    let times = 1;
    while (sorted[at + times] === feature) times++;
    const value = (1 + Math.log(times)) * (rarity[feature] as number);
    indices[length] = feature;
    values[length++] = value;
    square += value * value;
    at += times;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let at = 0; at < length; at++) values[at] = (values[at] as number) * scale;
  return { indices: indices.subarray(0, length), values: values.subarray(0, length) };
}

function joinVectors(first: SparseVector, second: SparseVector, offset: number): SparseVector {
  const count = first.indices.length + second.indices.length;
  const indices = new Uint32Array(count);
  const values = new Float32Array(count);
  indices.set(first.indices);
  values.set(first.values);
  values.set(second.values, first.indices.length);
  for (let at = 0; at < second.indices.length; at++) {
    indices[first.indices.length + at] = (second.indices[at] as number) + offset;
  }
  return { indices, values };
}
