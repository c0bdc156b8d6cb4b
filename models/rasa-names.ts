import type { PipelineEntry } from '../core/index.js';

/** What a component of Rasa is here: its counterparts, and which of its settings they understand, by their own names. */
interface RasaName {
  readonly components: readonly string[];
  /** Settings that carry over: Rasa's name to Parley's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** It may stand in a pipeline more than once. */
  readonly several?: true;
  /** Said when the component has no counterpart, or an incomplete one. */
  readonly note?: string;
}

const tokens: RasaName = { components: ['WhitespaceTokenizer'] };
const features: RasaName = { components: ['NgramFeatures'] };
const intents: RasaName = { components: ['IntentClassifier'] };
const none = (note: string): RasaName => ({ components: [], note });
const noModel = none('pretrained language models are not there yet; left out');
const noPretrained = { ...features, note: 'pretrained language models are not there yet' };

/** The components of Rasa 3.x, and some of earlier versions, with what stands for them in Parley. */
export const rasaNames: Readonly<Record<string, RasaName>> = {
  WhitespaceTokenizer: tokens,
  SpacyTokenizer: tokens,
  MitieTokenizer: tokens,
  JiebaTokenizer: { ...tokens, note: 'Chinese words are not segmented: words end at white space' },
  CountVectorsFeaturizer: features,
  LexicalSyntacticFeaturizer: { ...features, note: 'its features are part of EntityExtractor' },
  RegexFeaturizer: { ...features, note: 'EntityExtractor takes patterns and lookup tables as hints by itself' },
  SpacyNLP: noModel,
  SpacyFeaturizer: noPretrained,
  MitieNLP: noModel,
  MitieFeaturizer: noPretrained,
  LanguageModelFeaturizer: noPretrained,
  ConveRTFeaturizer: noPretrained,
  DIETClassifier: { components: ['IntentClassifier', 'EntityExtractor'] },
  LogisticRegressionClassifier: intents,
  SklearnIntentClassifier: intents,
  MitieIntentClassifier: intents,
  KeywordIntentClassifier: { components: ['KeywordIntents'], settings: { case_sensitive: 'case_sensitive' } },
  FallbackClassifier: {
    components: ['Fallback'],
    settings: { threshold: 'threshold', ambiguity_threshold: 'ambiguity' },
  },
  CRFEntityExtractor: { components: ['EntityExtractor'] },
  MitieEntityExtractor: { components: ['EntityExtractor'] },
  SpacyEntityExtractor: none('entities of a pretrained language model are not there; left out'),
  RegexEntityExtractor: {
    components: ['PatternEntities'],
    settings: {
      case_sensitive: 'case_sensitive',
      use_lookup_tables: 'use_lookup_tables',
      use_regexes: 'use_regexes',
      use_word_boundaries: 'use_word_boundaries',
    },
  },
  DucklingEntityExtractor: {
    components: ['TypedEntities'],
    // Actions of Rasa projects tell by the extractor's name which of two mentions is Duckling's.
    settings: {
      name: 'extractor',
      url: 'url',
      timeout: 'timeout',
      dimensions: 'dimensions',
      timezone: 'timezone',
      locale: 'locale',
    },
  },
  EntitySynonymMapper: { components: ['Synonyms'] },
  ResponseSelector: {
    components: ['ResponseSelector'],
    settings: { retrieval_intent: 'retrieval_intent' },
    several: true,
  },
};

/** A pipeline in Parley's names, and what became of Rasa's. */
export interface TranslatedPipeline {
  readonly entries: readonly PipelineEntry[];
  readonly notes: readonly string[];
}

/**
 * Puts Parley's components in the place of Rasa's, so that a Rasa project's config.yml runs as it stands. Several of
 * Rasa's may become one; names that are not Rasa's stay as they are. Every change is told in a note.
 */
export function translateRasaPipeline(pipeline: readonly PipelineEntry[]): TranslatedPipeline {
  const entries: PipelineEntry[] = [];
  const notes: string[] = [];
  for (const entry of pipeline) {
    const name = entry.name.split('.').at(-1) ?? entry.name;
    const rasa = Object.hasOwn(rasaNames, name) ? rasaNames[name] : undefined;
    if (!rasa || isOwnEntry(entry)) {
      entries.push(entry);
      continue;
    }
    const wanted = rasa.components.filter((component) => isWanted(component, entry));
    const settings = carryOver(entry, rasa);
    for (const component of wanted) {
      if (rasa.several || !entries.some((other) => other.name === component))
        entries.push({ ...settings, name: component });
    }
    notes.push(...notesOn(name, wanted, rasa, entry));
  }
  return { entries, notes };
}

/** The tokenizer bears the same name in both; without settings of Rasa's it is simply ours. */
const isOwnEntry = (entry: PipelineEntry): boolean =>
  entry.name === 'WhitespaceTokenizer' && Object.keys(entry).length === 1;

/** DIETClassifier can be told to do only one of its two tasks. */
function isWanted(component: string, entry: PipelineEntry): boolean {
  if (component === 'EntityExtractor') return entry.entity_recognition !== false;
  return component !== 'IntentClassifier' || entry.intent_classification !== false;
}

function carryOver(entry: PipelineEntry, { settings = {} }: RasaName): Record<string, unknown> {
  const known = Object.entries(settings).filter(([name]) => entry[name] !== undefined && entry[name] !== null);
  return Object.fromEntries(known.map(([name, own]) => [own, entry[name]]));
}

function notesOn(name: string, wanted: readonly string[], rasa: RasaName, entry: PipelineEntry): string[] {
  const known = new Set(['name', 'entity_recognition', 'intent_classification', ...Object.keys(rasa.settings ?? {})]);
  const dropped = Object.keys(entry).filter((setting) => !known.has(setting));
  const renamed = wanted.filter((component) => component !== name);
  const parts = [
    ...(renamed.length > 0 ? [`runs as ${renamed.join(' and ')}`] : []),
    ...(rasa.note ? [rasa.note] : []),
    ...(dropped.length > 0 ? [`its settings ${dropped.join(', ')} mean nothing here`] : []),
  ];
  return parts.length > 0 ? [`${name}: ${parts.join('; ')}.`] : [];
}
