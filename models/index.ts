import type { Component, Policy } from '../core/index.js';
import { entityExtractor } from './entities/entity-extractor.js';
import { patternEntities } from './entities/pattern-entities.js';
import { synonyms } from './entities/synonyms.js';
import { ngramFeatures } from './features/ngram-features.js';
import { fallback } from './intent/fallback.js';
import { intentClassifier } from './intent/intent-classifier.js';
import { keywordIntents } from './intent/keyword-intents.js';
import { languageDetector } from './language/language-detector.js';
import { onnxEncoder } from './onnx/onnx-encoder.js';
import { onnxEntityExtractor } from './onnx/onnx-entity-extractor.js';
import { onnxIntentClassifier } from './onnx/onnx-intent-classifier.js';
import { learnedPolicy } from './policy/learned-policy.js';
import { unlikelyIntentPolicy } from './policy/unlikely-intent-policy.js';
import { responseSelector } from './responses/response-selector.js';
import { spelling } from './spelling/spelling.js';
import { whitespaceTokenizer } from './tokenizer/whitespace-tokenizer.js';
import { typedEntities } from './typed/typed-entities.js';
import { wordVectors } from './vectors/word-vectors.js';

export { defaultPipeline } from './default-pipeline.js';
export { defaultPolicies } from './default-policies.js';
export { fallbackIntent } from './intent/fallback.js';
export { exportIntents } from './onnx/export-intents.js';
export { pretrainedModels } from './onnx/pretrained.js';
export { rasaNames } from './rasa-names.js';
export { type TranslatedPipeline, translateRasaPipeline } from './rasa-names-translate.js';

/** Every NLU component that Parley brings. */
export const builtInComponents: readonly Component[] = [
  whitespaceTokenizer,
  ngramFeatures,
  wordVectors,
  intentClassifier,
  keywordIntents,
  entityExtractor,
  patternEntities,
  typedEntities,
  synonyms,
  fallback,
  responseSelector,
  languageDetector,
  spelling,
  onnxEncoder,
  onnxIntentClassifier,
  onnxEntityExtractor,
];

/** The policies that learn from stories. */
export const learningPolicies: readonly Policy[] = [learnedPolicy, unlikelyIntentPolicy];
