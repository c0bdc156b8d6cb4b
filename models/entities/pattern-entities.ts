import { z } from 'zod';
import {
  defineComponent,
  type EntityMention,
  type Message,
  type ModelFiles,
  type TrainContext,
} from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { addMentions } from './mentions.js';
import { isOrdinary, ordinaryWords } from './ordinary-words.js';
import { PatternSearch } from './pattern-search.js';
import { readPattern } from './patterns.js';
import { ValueList } from './value-list.js';
import { loadTrie, saveTrie, type ValueTrie } from './value-trie.js';

const config = z.strictObject({
  case_sensitive: z.boolean().default(false),
  use_lookup_tables: z.boolean().default(true),
  use_regexes: z.boolean().default(true),
  /** Whether patterns and values must begin and end where words do; false for languages without spaces. */
  use_word_boundaries: z.boolean().default(true),
  /** Whether values of lookup tables are found with a slip of the pen, from 5 letters on; with two from 9 on. */
  typos: z.boolean().default(false),
});

type Config = z.infer<typeof config>;

const savedSchema = z.object({
  patterns: z.array(z.object({ name: z.string(), pattern: z.string() })),
  lookups: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  ordinary: z.array(z.string()),
});

type Saved = z.infer<typeof savedSchema>;

/** A lookup table that is searched for. */
interface SearchedList {
  readonly entity: string;
  readonly values: readonly string[];
  readonly list: ValueList;
}

interface State {
  readonly saved: Saved;
  readonly search: PatternSearch;
  readonly lists: readonly SearchedList[];
  readonly ordinary: ReadonlySet<string>;
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
  train(messages, settings, context) {
    const entities = entityNames(context);
    const { data } = context;
    const regexes = settings.use_regexes ? data.regexes.filter(({ name }) => entities.has(name)) : [];
    const lookups = settings.use_lookup_tables ? data.lookups.filter(({ name }) => entities.has(name)) : [];
    for (const regex of regexes) readPattern(regex, settings.case_sensitive);
    return stateOf(
      {
        patterns: regexes.map(({ name, pattern }) => ({ name, pattern })),
        lookups: joined(lookups),
        ordinary: wordsToSpare(messages, settings),
      },
      settings,
    );
  },
  process(message, state) {
    addMentions(message, findMentions(message.text, state));
    return undefined;
  },
  save: ({ saved, lists }) => ({
    'patterns.json': jsonToBytes(saved),
    ...Object.assign({}, ...lists.map(({ list }, at) => filesUnder(listFolder(at), saveTrie(list.trie)))),
  }),
  load(files, settings) {
    const saved = savedSchema.parse(bytesToJson(files['patterns.json'] as Uint8Array));
    return stateOf(saved, settings, (at) => loadTrie(filesIn(listFolder(at), files)));
  },
});

const listFolder = (at: number): string => `list.${at}.`;

const filesUnder = (folder: string, files: ModelFiles): ModelFiles =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}${name}`, bytes]));

const filesIn = (folder: string, files: ModelFiles): ModelFiles =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, bytes]) =>
      name.startsWith(folder) ? [[name.slice(folder.length), bytes]] : [],
    ),
  );

function entityNames({ data, domain }: TrainContext): ReadonlySet<string> {
  const annotated = data.examples.flatMap(({ entities }) => entities.map(({ entity }) => entity));
  return new Set([...annotated, ...(domain?.entities.keys() ?? [])]);
}

/** Tables of one name are one list. */
function joined(lookups: TrainContext['data']['lookups']): Saved['lookups'] {
  const lists = new Map<string, string[]>();
  for (const { name, values } of lookups) lists.set(name, [...(lists.get(name) ?? []), ...values]);
  return [...lists].map(([name, values]) => ({ name, values }));
}

const wordsToSpare = (messages: readonly Message[], { typos }: Config): string[] =>
  typos ? [...ordinaryWords(messages)] : [];

function stateOf(saved: Saved, settings: Config, trieOf?: (list: number) => ValueTrie): State {
  const options = {
    exact: settings.case_sensitive,
    insideWords: !settings.use_word_boundaries,
    typos: settings.typos && settings.use_word_boundaries,
  };
  return {
    saved,
    search: new PatternSearch(
      saved.patterns.map((written) => ({
        name: written.name,
        pattern: bounded(readPattern(written, settings.case_sensitive), settings),
      })),
    ),
    lists: saved.lookups.map(({ name, values }, at) => {
      return { entity: name, values, list: new ValueList(trieOf?.(at) ?? values, options) };
    }),
    ordinary: new Set(saved.ordinary),
  };
}

function bounded(pattern: RegExp, { use_word_boundaries }: Config): RegExp {
  if (!use_word_boundaries) return pattern;
  const letter = '[\\p{L}\\p{M}\\p{N}_]';
  return new RegExp(`(?<!${letter})(?:${pattern.source})(?!${letter})`, pattern.flags);
}

function findMentions(text: string, { saved, search, lists, ordinary }: State): EntityMention[] {
  const mention = (entity: string, start: number, end: number, value = text.slice(start, end)): EntityMention => {
    return { entity, start, end, value, extractor: extractorName };
  };
  const found = search
    .find(text)
    .map(({ pattern, start, end }) => mention(saved.patterns[pattern]?.name ?? '', start, end));
  for (const { entity, values, list } of lists) {
    for (const { start, end, value, typos } of list.find(text)) {
      const written = text.slice(start, end);
      if (typos > 0 && isOrdinary(written, ordinary)) continue;
      found.push(mention(entity, start, end, spellingOf(written, values[value] ?? written)));
    }
  }
  return found;
}

/** As Rasa's, the value is what was written; where that is misspelt or lacks its accents it is what the table says. */
const spellingOf = (written: string, value: string): string => (plainly(written) === plainly(value) ? written : value);

const plainly = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ').trim();
