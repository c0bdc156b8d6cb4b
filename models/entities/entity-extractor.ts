import { z } from 'zod';
import { defineComponent, type EntityMention, type Message, type TrainContext } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { vectorsError } from '../vectors/errors.js';
import { type CompactChain, compactChain, loadChain, saveChain } from './chain-files.js';
import { planChain } from './chain-plan.js';
import { partsOf } from './commas.js';
import { Gazetteer } from './gazetteer.js';
import type { EntityLabel } from './labels.js';
import { addMentions } from './mentions.js';
import { piecesOf } from './pieces.js';
import { readExamples, searchFor } from './read-examples.js';
import { type Knowledge, knownFeatures, sentenceOf } from './sentences.js';
import { Tagger } from './tagger.js';
import { trainChains } from './train-chains.js';
import { englishGroups, type WordGroups } from './word-groups.js';

const config = z.strictObject({
  /** Passes over the examples; chosen by their number unless given. */
  epochs: z.int().positive().optional(),
  /** Trains longer, and several times, for the last few right answers. */
  quality: z.boolean().default(false),
});

type Config = z.infer<typeof config>;

interface State {
  readonly labels: readonly EntityLabel[];
  readonly knowledge: Knowledge;
  readonly patterns: readonly SavedPattern[];
  readonly weights: CompactChain;
  readonly tagger: Tagger;
}

const savedSchema = z.object({
  labels: z.array(z.object({ entity: z.string(), role: z.string().optional(), group: z.string().optional() })),
  patterns: z.array(z.object({ name: z.string(), pattern: z.string() })),
  signs: z.array(z.string()),
  withCommas: z.array(z.number()),
  /** The hash of the groups of words that training had. */
  groups: z.string().nullable(),
});

type SavedPattern = z.infer<typeof savedSchema>['patterns'][number];

const extractorName = 'EntityExtractor';

/**
 * Finds the mentions of entities, with their roles and groups, that training data annotates: a conditional random field
 * over the words. It reads the intent when a classifier stands before it, and takes lookup tables and regular
 * expressions as hints.
 */
export const entityExtractor = defineComponent<Config, State>({
  name: extractorName,
  config,
  provides: ['entities'],
  requires: ['tokens'],
  train,
  process(message, state) {
    if (state.labels.length > 0) addMentions(message, mentionsIn(message, state));
    return undefined;
  },
  save: ({ weights, labels, patterns, knowledge }) => ({
    ...saveChain(weights),
    ...knowledge.gazetteer.save(),
    'knowledge.json': jsonToBytes({
      labels,
      patterns,
      signs: [...knowledge.signs],
      withCommas: [...knowledge.withCommas],
      groups: knowledge.groups?.hash ?? null,
    }),
  }),
  load(files) {
    const { labels, patterns, signs, withCommas, groups } = savedSchema.parse(
      bytesToJson(files['knowledge.json'] as Uint8Array),
    );
    const weights = loadChain(files);
    const knowledge = {
      gazetteer: Gazetteer.load(files),
      patterns: searchFor(patterns),
      signs: new Set(signs),
      withCommas: new Set(withCommas),
      groups: groups === null ? undefined : groupsWithHash(groups),
    };
    return { labels, patterns, knowledge, weights, tagger: new Tagger(weights.chain) };
  },
});

function groupsWithHash(hash: string): WordGroups {
  const groups = englishGroups();
  if (groups.hash !== hash) throw vectorsError('VECTORS_CHANGED', {}, { owner: extractorName });
  return groups;
}

async function train(messages: readonly Message[], settings: Config, context: TrainContext): Promise<State> {
  const { labels, knowledge, vocabulary, sentences } = await readExamples(messages, context);
  const plan = planChain(sentences, { labels: labels.length, features: vocabulary.size }, settings);
  const chain = await trainChains(sentences, plan, context.seed, context.signal, (share) =>
    context.progress(share, 'entities'),
  );
  const weights = compactChain({ chain, vocabulary });
  const patterns = context.data.regexes.map(({ name, pattern }) => ({ name, pattern }));
  return { labels, patterns, knowledge, weights, tagger: new Tagger(weights.chain) };
}

function mentionsIn(message: Message, { labels, knowledge, weights, tagger }: State): EntityMention[] {
  const pieces = piecesOf(message.text, message.tokens, knowledge.signs);
  const { features, offsets } = knownFeatures(sentenceOf(message, pieces, knowledge), weights.vocabulary);
  const spans = tagger
    .label(features, offsets)
    .flatMap((span) => (knowledge.withCommas.has(span.label) ? [span] : partsOf(span, message.text, pieces)));
  return spans.map(({ first, last, label, confidence }) => {
    const start = pieces[first]?.start ?? 0;
    const end = pieces[last]?.end ?? 0;
    const { entity, role, group } = labels[label] as EntityLabel;
    return {
      entity,
      start,
      end,
      confidence_entity: confidence,
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
      value: message.text.slice(start, end),
      extractor: extractorName,
    };
  });
}
