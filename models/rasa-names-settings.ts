/**
 * Settings of Rasa's components that have no counterpart: what they choose is chosen here by itself. They are told apart
 * from settings that Rasa does not know either, which are likely misspelt (rasa.com/docs/rasa/components, and
 * `get_default_config` of each class).
 */

const tokenizer = ['intent_tokenization_flag', 'intent_split_symbol', 'token_pattern', 'prefix_separator_symbol'];

const patterns = ['case_sensitive', 'use_lookup_tables', 'use_regexes', 'use_word_boundaries'];

/** What all of Rasa's networks have (rasa/utils/tensorflow/constants.py), `weight_sparsity` up to 2.x. */
const network = [
  ...['hidden_layers_sizes', 'share_hidden_layers', 'transformer_size', 'number_of_transformer_layers'],
  ...['number_of_attention_heads', 'use_key_relative_attention', 'use_value_relative_attention'],
  ...['max_relative_position', 'unidirectional_encoder', 'batch_size', 'batch_strategy', 'epochs', 'random_seed'],
  ...['learning_rate', 'embedding_dimension', 'dense_dimension', 'concat_dimension', 'number_of_negative_examples'],
  ...['similarity_type', 'loss_type', 'ranking_length', 'maximum_positive_similarity', 'maximum_negative_similarity'],
  ...['use_maximum_negative_similarity', 'scale_loss', 'regularization_constant', 'negative_margin_scale'],
  ...['drop_rate', 'drop_rate_attention', 'connection_density', 'weight_sparsity', 'use_sparse_input_dropout'],
  ...['use_dense_input_dropout', 'evaluate_every_number_of_epochs', 'evaluate_on_number_of_examples'],
  ...['use_masked_language_model', 'tensorboard_log_directory', 'tensorboard_log_level', 'checkpoint_model'],
  ...['featurizers', 'constrain_similarities', 'model_confidence', 'renormalize_confidences', 'run_eagerly'],
];

/** By the component's name in Rasa; one that is not here has none. */
export const idleSettings: Readonly<Record<string, readonly string[]>> = {
  WhitespaceTokenizer: [...tokenizer, 'case_sensitive'],
  SpacyTokenizer: tokenizer,
  MitieTokenizer: tokenizer,
  ConveRTTokenizer: [...tokenizer, 'case_sensitive', 'model_url'],
  LanguageModelTokenizer: tokenizer,
  JiebaTokenizer: [...tokenizer, 'dictionary_path'],
  CountVectorsFeaturizer: [
    ...['analyzer', 'min_ngram', 'max_ngram', 'min_df', 'max_df', 'max_features', 'stop_words', 'strip_accents'],
    ...['lowercase', 'OOV_token', 'OOV_words', 'use_lemma', 'use_shared_vocab', 'additional_vocabulary_size', 'alias'],
  ],
  LexicalSyntacticFeaturizer: ['features', 'alias'],
  RegexFeaturizer: [...patterns, 'number_additional_patterns', 'alias'],
  SpacyNLP: ['model', 'case_sensitive'],
  MitieNLP: ['model'],
  HFTransformersNLP: ['model_name', 'model_weights', 'cache_dir'],
  SpacyFeaturizer: ['pooling', 'alias'],
  MitieFeaturizer: ['pooling', 'alias'],
  ConveRTFeaturizer: ['model_url', 'alias'],
  LanguageModelFeaturizer: ['model_name', 'model_weights', 'cache_dir', 'alias'],
  DIETClassifier: [...network, 'BILOU_flag', 'split_entities_by_comma'],
  EmbeddingIntentClassifier: network,
  LogisticRegressionClassifier: ['max_iter', 'solver', 'tol', 'random_state', 'ranking_length'],
  SklearnIntentClassifier: ['C', 'gamma', 'kernels', 'max_cross_validation_folds', 'scoring_function', 'num_threads'],
  MitieIntentClassifier: ['num_threads'],
  CRFEntityExtractor: [
    ...['BILOU_flag', 'split_entities_by_comma', 'features', 'max_iterations', 'L1_c', 'L2_c', 'featurizers'],
  ],
  MitieEntityExtractor: ['num_threads'],
  SpacyEntityExtractor: ['dimensions'],
  ResponseSelector: [...network, 'use_text_as_label'],
};
