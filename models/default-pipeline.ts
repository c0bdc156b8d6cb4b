import type { PipelineEntry } from '../core/index.js';

/** The pipeline of a bot whose config.yml names none. */
export const defaultPipeline: readonly PipelineEntry[] = [
  { name: 'WhitespaceTokenizer' },
  { name: 'Spelling' },
  { name: 'NgramFeatures' },
  // Of English. With more examples per intent they gained nothing and cost a quarter of the time of training.
  { name: 'WordVectors', only_below: 40 },
  { name: 'IntentClassifier' },
  { name: 'EntityExtractor' },
  { name: 'PatternEntities' },
  { name: 'Synonyms' },
  { name: 'Fallback' },
  { name: 'ResponseSelector' },
];
