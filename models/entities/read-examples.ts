import { breather, type Message, type Token, type TrainContext } from '../../core/index.js';
import { Vocabulary } from '../features/vocabulary.js';
import { tokenize } from '../tokenizer/whitespace-tokenizer.js';
import { labelsWithCommas } from './commas.js';
import { Gazetteer, type GazetteerHit } from './gazetteer.js';
import { type EntityLabel, LabelNumbers, spansOf, tagTokens } from './labels.js';
import { PatternSearch } from './pattern-search.js';
import { readPattern, type WrittenPattern } from './patterns.js';
import { piecesOf, signsAtEnds } from './pieces.js';
import { type Knowledge, learnFeatures, NumberList, sentenceOf, wordsOf } from './sentences.js';
import type { TaggedSentences } from './tag-weights.js';
import { groupsOf } from './word-groups.js';

/** What the examples say, in the form that a chain is trained on. */
export interface ReadExamples {
  readonly labels: readonly EntityLabel[];
  readonly knowledge: Knowledge;
  readonly vocabulary: Vocabulary;
  readonly sentences: TaggedSentences;
}

/** An example in its pieces; `own` are the values that it brings into the gazetteer. */
interface TaggedMessage {
  readonly message: Message;
  readonly pieces: readonly Token[];
  readonly tags: Uint16Array;
  readonly own: readonly GazetteerHit[];
}

/** Reads the annotations of examples, and the features of their words. Warns of annotations that fit no words. */
export async function readExamples(messages: readonly Message[], context: TrainContext): Promise<ReadExamples> {
  const numbers = new LabelNumbers();
  const signs = new Set(messages.flatMap(({ text, tokens, gold }) => signsAtEnds(text, tokens, gold?.entities ?? [])));
  const gazetteer = new Gazetteer();
  const tagged = await tagAll(messages, signs, numbers, gazetteer, context);
  await addLookups(gazetteer, numbers.labels, context);
  const withCommas = new Set(
    tagged.flatMap(({ message, pieces, tags }) => labelsWithCommas(message.text, pieces, tags)),
  );
  const patterns = searchFor(context.data.regexes);
  const knowledge = { gazetteer, signs, withCommas, patterns, groups: groupsOf(context.language) };
  const vocabulary = new Vocabulary();
  const sentences = await readAll(tagged, knowledge, vocabulary, context);
  return { labels: numbers.labels, knowledge, vocabulary, sentences };
}

/** A search for the patterns of the training data, whatever their names: they are hints. */
export const searchFor = (patterns: readonly WrittenPattern[]): PatternSearch =>
  new PatternSearch(patterns.map((written) => ({ name: written.name, pattern: readPattern(written, false) })));

async function tagAll(
  messages: readonly Message[],
  signs: ReadonlySet<string>,
  numbers: LabelNumbers,
  gazetteer: Gazetteer,
  context: TrainContext,
): Promise<TaggedMessage[]> {
  const pause = breather(context.signal);
  const tagged: TaggedMessage[] = [];
  let misaligned = 0;
  let example = '';
  for (const message of messages) {
    const { text, gold } = message;
    const pieces = piecesOf(text, message.tokens, signs);
    const { tags, misaligned: cut } = tagTokens(pieces, gold?.entities ?? [], numbers);
    misaligned += cut.length;
    const [first] = cut;
    if (first && example === '') example = `"${text.slice(first.start, first.end)}" in "${text}"`;
    tagged.push({ message, pieces, tags, own: noteValues(gazetteer, pieces, tags) });
    if (pause.due()) await pause.breathe();
  }
  if (misaligned > 0) {
    context.warn(`${misaligned} annotations begin or end inside a word or overlap others, such as ${example}.`);
  }
  return tagged;
}

/** Adds the values of a sentence to the gazetteer, and tells which they were. */
function noteValues(gazetteer: Gazetteer, pieces: readonly Token[], tags: Uint16Array): GazetteerHit[] {
  const words = wordsOf(pieces);
  return spansOf(tags).map(({ first, last, label }) => {
    gazetteer.add(words.slice(first, last + 1), label, 1);
    return { first, last, entity: label };
  });
}

/** Values of lookup tables count as those of the entity of their name; a table with another name is a hint of its own. */
async function addLookups(
  gazetteer: Gazetteer,
  labels: readonly EntityLabel[],
  { data, signal }: TrainContext,
): Promise<void> {
  const pause = breather(signal);
  const names = [...labels.map(({ entity }) => entity), ...data.lookups.map(({ name }) => name)];
  for (const { name, values } of data.lookups) {
    const number = names.indexOf(name);
    for (const value of values) {
      gazetteer.add(wordsOf(tokenize(value)), number, Number.POSITIVE_INFINITY);
      if (pause.due()) await pause.breathe();
    }
  }
}

async function readAll(
  tagged: readonly TaggedMessage[],
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
  for (const { message, pieces, own } of tagged) {
    learnFeatures(sentenceOf(message, pieces, knowledge, own), vocabulary, features, offsets);
    words.push(offsets.length - 1);
    if (pause.due()) await pause.breathe();
  }
  const tags = new Uint16Array(offsets.length - 1);
  let at = 0;
  for (const { tags: own } of tagged) {
    tags.set(own, at);
    at += own.length;
  }
  return { words: words.drain(), offsets: offsets.drain(), features: features.drain(), tags };
}
