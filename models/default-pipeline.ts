import type { PipelineEntry } from '../core/index.js';

/** The pipeline of a bot whose config.yml names none. */
export const defaultPipeline: readonly PipelineEntry[] = [
  { name: 'WhitespaceTokenizer' },
  { name: 'NgramFeatures' },
  // Does nothing where Parley brings no vectors of the bot's language.
  { name: 'WordVectors' },
  { name: 'IntentClassifier' },
  { name: 'EntityExtractor' },
  { name: 'PatternEntities' },
  { name: 'Synonyms' },
  { name: 'Fallback' },
  { name: 'ResponseSelector' },
];
