import { z } from 'zod';
import { breather, defineComponent, type Message, type TrainContext } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { Vocabulary } from '../features/vocabulary.js';
import { tokenize } from '../tokenizer/whitespace-tokenizer.js';
import { Gazetteer, type GazetteerHit } from './gazetteer.js';
import {
  type EntityLabel,
  insideOf,
  isBegin,
  LabelNumbers,
  labelOf,
  mentionsOf,
  outside,
  tagTokens,
} from './labels.js';
import { addMentions } from './mentions.js';
import { PatternSearch } from './pattern-search.js';
import { readPattern, type WrittenPattern } from './patterns.js';
import { type Knowledge, knownFeatures, learnFeatures, NumberList, sentenceOf, wordsOf } from './sentences.js';
import { compactTagger, loadTagger, saveTagger, type WeighedFeatures } from './tagger-files.js';
import { type TaggedSentences, trainTagger } from './train-tagger.js';

const config = z.strictObject({
  /** Passes over the examples. */
  epochs: z.int().positive().default(15),
});

type Config = z.infer<typeof config>;

interface State extends WeighedFeatures {
  readonly labels: readonly EntityLabel[];
  readonly knowledge: Knowledge;
  readonly patterns: readonly SavedPattern[];
}

const savedSchema = z.object({
  labels: z.array(z.object({ entity: z.string(), role: z.string().optional(), group: z.string().optional() })),
  patterns: z.array(z.object({ name: z.string(), pattern: z.string() })),
  known: z.array(z.tuple([z.array(z.string()), z.number()])),
});

type SavedPattern = z.infer<typeof savedSchema>['patterns'][number];

const extractorName = 'EntityExtractor';

/**
 * Finds the mentions of entities, with their roles and groups, that training data annotates: a linear chain over the
 * words, trained as an averaged perceptron. It reads the intent when a classifier stands before it, and takes lookup
 * tables and regular expressions as hints.
 */
export const entityExtractor = defineComponent<Config, State>({
  name: extractorName,
  config,
  provides: ['entities'],
  requires: ['tokens'],
  train,
  process(message, state) {
    if (state.labels.length === 0) return undefined;
    const { features, offsets } = knownFeatures(sentenceOf(message, state.knowledge), state.vocabulary);
    const tags = new Uint16Array(message.tokens.length);
    state.tagger.tag(features, offsets, 0, tags.length, tags);
    addMentions(message, mentionsOf(message.text, message.tokens, tags, state.labels, extractorName));
    return undefined;
  },
  save: (state) => ({
    ...saveTagger(state),
    'knowledge.json': jsonToBytes({
      labels: state.labels,
      patterns: state.patterns,
      known: state.knowledge.gazetteer.entries(),
    }),
  }),
  load(files) {
    const { labels, patterns, known } = savedSchema.parse(bytesToJson(files['knowledge.json'] as Uint8Array));
    const gazetteer = new Gazetteer();
    for (const [words, entity] of known) gazetteer.add(words, entity, 1);
    return { ...loadTagger(files), labels, patterns, knowledge: { gazetteer, patterns: searchOf(patterns) } };
  },
});

const searchOf = (patterns: readonly WrittenPattern[]): PatternSearch =>
  new PatternSearch(patterns.map((written) => ({ name: written.name, pattern: readPattern(written, false) })));

async function train(messages: readonly Message[], settings: Config, context: TrainContext): Promise<State> {
  const numbers = new LabelNumbers();
  const tags = tagAll(messages, numbers, context);
  const gazetteer = new Gazetteer();
  const own = messages.map((message, at) => noteValues(gazetteer, message, tags[at] ?? new Uint16Array()));
  addLookups(gazetteer, numbers.labels, context);
  const patterns = context.data.regexes.map(({ name, pattern }) => ({ name, pattern }));
  const knowledge = { gazetteer, patterns: searchOf(context.data.regexes) };
  const vocabulary = new Vocabulary();
  const sentences = await readAll(messages, tags, own, knowledge, vocabulary, context);
  const plan = {
    labels: numbers.labels.length,
    features: vocabulary.size,
    passes: numbers.labels.length === 0 ? 0 : settings.epochs,
    seed: context.seed,
  };
  const tagger = await trainTagger(sentences, plan, breather(context.signal), (share) =>
    context.progress(share, 'entities'),
  );
  return { ...compactTagger({ tagger, vocabulary }), labels: numbers.labels, knowledge, patterns };
}

function tagAll(messages: readonly Message[], numbers: LabelNumbers, context: TrainContext): Uint16Array[] {
  let misaligned = 0;
  let example = '';
  const tags = messages.map(({ text, tokens, gold }) => {
    const tagged = tagTokens(tokens, gold?.entities ?? [], numbers);
    misaligned += tagged.misaligned.length;
    const [first] = tagged.misaligned;
    if (first && example === '') example = `"${text.slice(first.start, first.end)}" in "${text}"`;
    return tagged.tags;
  });
  if (misaligned > 0) {
    context.warn(`${misaligned} annotations begin or end inside a word or overlap others, such as ${example}.`);
  }
  return tags;
}

/** Adds the values of a sentence to the gazetteer, and tells which they were. */
function noteValues(gazetteer: Gazetteer, message: Message, tags: Uint16Array): GazetteerHit[] {
  const words = wordsOf(message.tokens);
  const own: GazetteerHit[] = [];
  for (let first = 0; first < tags.length; first++) {
    const tag = tags[first] as number;
    if (tag === outside || !isBegin(tag)) continue;
    const label = labelOf(tag);
    let last = first;
    while (tags[last + 1] === insideOf(label)) last++;
    own.push({ first, last, entity: label });
    gazetteer.add(words.slice(first, last + 1), label, 1);
  }
  return own;
}

function addLookups(gazetteer: Gazetteer, labels: readonly EntityLabel[], { data }: TrainContext): void {
  for (const { name, values } of data.lookups) {
    const label = labels.findIndex(({ entity }) => entity === name);
    if (label < 0) continue;
    for (const value of values) gazetteer.add(lookupWords(value), label, Number.POSITIVE_INFINITY);
  }
}

const lookupWords = (value: string): string[] => wordsOf(tokenize(value));

async function readAll(
  messages: readonly Message[],
  tags: readonly Uint16Array[],
  own: readonly (readonly GazetteerHit[])[],
  knowledge: Knowledge,
  vocabulary: Vocabulary,
  context: TrainContext,
): Promise<TaggedSentences> {
  const pause = breather(context.signal);
  const features = new NumberList();
  const offsets = new NumberList();
  const words = new NumberList();
  offsets.push(0);
  words.push(0);
  for (const [at, message] of messages.entries()) {
    learnFeatures(sentenceOf(message, knowledge, own[at]), vocabulary, features, offsets);
    words.push(offsets.length - 1);
    if (pause.due()) await pause.breathe();
  }
  const total = offsets.length - 1;
  const allTags = new Uint16Array(total);
  let at = 0;
  for (const own of tags) {
    allTags.set(own, at);
    at += own.length;
  }
  return { words: words.toArray(), offsets: offsets.toArray(), features: features.toArray(), tags: allTags };
}
