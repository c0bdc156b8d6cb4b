import type { MessageField } from '../core/index.js';
import { type FindPretrained, findEncoder, findVectors, offerVectors } from './rasa-names-pretrained.js';

/** What a component of Rasa is here: its counterparts, and which of its settings they understand, by their own names. */
export interface RasaName {
  readonly components: readonly string[];
  /** What it makes of a message in Rasa, where its counterpart makes less, or there is none. */
  readonly makes?: readonly MessageField[];
  /** Settings that carry over: Rasa's name to Parley's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Settings that make its counterpart do as Rasa does, whatever the config says. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Settings that switch off one of its counterparts when they are false. */
  readonly switches?: Readonly<Record<string, string>>;
  /** It may stand in a pipeline more than once, when the values of this setting differ. */
  readonly severalBy?: string;
  /** Finds the pretrained model that works beside its counterparts. */
  readonly pretrained?: FindPretrained;
  /** Said when its counterpart does not do the same. */
  readonly note?: string;
  /** Said when it is left out. */
  readonly loss?: string;
}

const tokens: RasaName = { components: ['WhitespaceTokenizer'] };
const features: RasaName = { components: ['NgramFeatures'] };
const intents: RasaName = { components: ['IntentClassifier'] };
const mentions: RasaName = { components: ['EntityExtractor'] };
const vectors: RasaName = { ...features, pretrained: findVectors };
/** It only loads what others of its kind work with. */
const loader: RasaName = { components: [], makes: ['features'] };
const typed: RasaName = {
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
};
const calm: RasaName = { components: [], loss: 'flows and commands of language models (CALM) are Rasa Pro’s' };

/** The components of Rasa 3.x, and those of earlier versions that are still met, with what stands for them here. */
export const rasaNames: Readonly<Record<string, RasaName>> = {
  WhitespaceTokenizer: tokens,
  SpacyTokenizer: tokens,
  MitieTokenizer: tokens,
  ConveRTTokenizer: tokens,
  LanguageModelTokenizer: tokens,
  JiebaTokenizer: { ...tokens, note: 'Chinese words are found by the dictionary of Node.js' },
  CountVectorsFeaturizer: { ...features, pretrained: offerVectors },
  LexicalSyntacticFeaturizer: features,
  RegexFeaturizer: features,
  SpacyNLP: loader,
  MitieNLP: loader,
  HFTransformersNLP: loader,
  SpacyFeaturizer: vectors,
  MitieFeaturizer: vectors,
  ConveRTFeaturizer: vectors,
  LanguageModelFeaturizer: { ...features, pretrained: findEncoder },
  DIETClassifier: {
    components: ['IntentClassifier', 'EntityExtractor'],
    makes: ['intent', 'entities'],
    switches: { intent_classification: 'IntentClassifier', entity_recognition: 'EntityExtractor' },
  },
  EmbeddingIntentClassifier: intents,
  LogisticRegressionClassifier: intents,
  SklearnIntentClassifier: intents,
  MitieIntentClassifier: intents,
  KeywordIntentClassifier: {
    components: ['KeywordIntents'],
    settings: { case_sensitive: 'case_sensitive' },
    fixed: { takes: 'first' },
  },
  FallbackClassifier: {
    components: ['Fallback'],
    settings: { threshold: 'threshold', ambiguity_threshold: 'ambiguity' },
  },
  CRFEntityExtractor: mentions,
  MitieEntityExtractor: mentions,
  SpacyEntityExtractor: {
    components: [],
    makes: ['entities'],
    loss: 'spaCy’s names of persons, places and organisations are not known here; mark some in examples, or list them in a lookup table',
  },
  RegexEntityExtractor: {
    components: ['PatternEntities'],
    settings: {
      case_sensitive: 'case_sensitive',
      use_lookup_tables: 'use_lookup_tables',
      use_regexes: 'use_regexes',
      use_word_boundaries: 'use_word_boundaries',
    },
  },
  DucklingEntityExtractor: typed,
  DucklingHTTPExtractor: typed,
  EntitySynonymMapper: { components: ['Synonyms'] },
  ResponseSelector: {
    components: ['ResponseSelector'],
    settings: { retrieval_intent: 'retrieval_intent' },
    severalBy: 'retrieval_intent',
  },
  LLMCommandGenerator: calm,
  SingleStepLLMCommandGenerator: calm,
  MultiStepLLMCommandGenerator: calm,
  CompactLLMCommandGenerator: calm,
  SearchReadyLLMCommandGenerator: calm,
  NLUCommandAdapter: calm,
  LLMIntentClassifier: calm,
};
