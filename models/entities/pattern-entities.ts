import { z } from 'zod';
import { defineComponent, type EntityMention, type TrainContext } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { addMentions } from './mentions.js';
import { readPattern, type WrittenPattern } from './patterns.js';
import { PhraseTrie } from './phrase-trie.js';

const config = z.strictObject({
  case_sensitive: z.boolean().default(false),
  use_lookup_tables: z.boolean().default(true),
  use_regexes: z.boolean().default(true),
  /** Whether patterns and values must begin and end where words do; false for languages without spaces. */
  use_word_boundaries: z.boolean().default(true),
});

type Config = z.infer<typeof config>;

const savedSchema = z.object({
  patterns: z.array(z.object({ name: z.string(), pattern: z.string() })),
  lookups: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
});

type Saved = z.infer<typeof savedSchema>;

interface State {
  readonly saved: Saved;
  readonly patterns: readonly { readonly entity: string; readonly pattern: RegExp }[];
  readonly tries: readonly { readonly entity: string; readonly trie: PhraseTrie }[];
}

const extractorName = 'PatternEntities';

/**
 * Finds entities by the regular expressions and lookup tables of the training data that bear an entity's name; those
 * with other names are left to other components.
 */
export const patternEntities = defineComponent<Config, State>({
  name: extractorName,
  config,
  provides: ['entities'],
  requires: [],
  train(_messages, settings, context) {
    const entities = entityNames(context);
    const { data } = context;
    const regexes = settings.use_regexes ? data.regexes.filter(({ name }) => entities.has(name)) : [];
    const lookups = settings.use_lookup_tables ? data.lookups.filter(({ name }) => entities.has(name)) : [];
    for (const regex of regexes) readPattern(regex, settings.case_sensitive);
    return stateOf(
      {
        patterns: regexes.map(({ name, pattern }) => ({ name, pattern })),
        lookups: lookups.map(({ name, values }) => ({ name, values: [...values] })),
      },
      settings,
    );
  },
  process(message, state) {
    addMentions(message, findMentions(message.text, state));
    return undefined;
  },
  save: ({ saved }) => ({ 'patterns.json': jsonToBytes(saved) }),
  load: (files, settings) => stateOf(savedSchema.parse(bytesToJson(files['patterns.json'] as Uint8Array)), settings),
});

function entityNames({ data, domain }: TrainContext): ReadonlySet<string> {
  const annotated = data.examples.flatMap(({ entities }) => entities.map(({ entity }) => entity));
  return new Set([...annotated, ...(domain?.entities.keys() ?? [])]);
}

function stateOf(saved: Saved, settings: Config): State {
  const lookups = settings.use_word_boundaries ? saved.lookups : [];
  const alternatives = settings.use_word_boundaries ? [] : saved.lookups.map(asPattern);
  return {
    saved,
    patterns: [...saved.patterns, ...alternatives].map((written) => ({
      entity: written.name,
      pattern: bounded(readPattern(written, settings.case_sensitive), settings),
    })),
    tries: lookups.map(({ name, values }) => {
      const trie = new PhraseTrie(settings.case_sensitive);
      for (const value of values) trie.add(value, 0);
      return { entity: name, trie };
    }),
  };
}

function asPattern({ name, values }: Saved['lookups'][number]): WrittenPattern {
  const longestFirst = values.toSorted((a, b) => b.length - a.length);
  return { name, pattern: longestFirst.map((value) => value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|') };
}

function bounded(pattern: RegExp, { use_word_boundaries }: Config): RegExp {
  if (!use_word_boundaries) return pattern;
  const letter = pattern.unicode ? '[\\p{L}\\p{N}_]' : '\\w';
  return new RegExp(`(?<!${letter})(?:${pattern.source})(?!${letter})`, pattern.flags);
}

function findMentions(text: string, { patterns, tries }: State): EntityMention[] {
  const found: EntityMention[] = [];
  const add = (entity: string, start: number, end: number): void => {
    if (end > start) found.push({ entity, start, end, value: text.slice(start, end), extractor: extractorName });
  };
  for (const { entity, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) add(entity, match.index, match.index + match[0].length);
  }
  for (const { entity, trie } of tries) {
    for (const { start, end } of trie.find(text)) add(entity, start, end);
  }
  return found;
}
