import { finding } from './finding.js';

/** What can be wrong with what the NLU learns from. */
export const exampleCheckTexts = {
  ENTITY_BORDER: finding(
    'The entity "{entity}" in "{text}" does not begin and end where words do: "{words}".',
    'Mark whole words, without a part of the next and without spaces or punctuation around them.',
    'An extractor labels words; it cannot learn a part of one.',
  ),
  ENTITY_FEW: finding(
    'The entity "{entity}" is marked in one example only.',
    'Mark it in more examples, or give it a lookup table or a regex.',
    'What is seen once is learned by heart, not understood.',
  ),
  ENTITY_OVERLAP: finding(
    'In "{text}" the entities "{entity}" and "{other}" overlap.',
    'Let each word belong to one entity.',
    'A word gets one label; one of the two is not learned.',
  ),
  EXAMPLE_MARKED_DIFFERENTLY: finding(
    'The example "{text}" has other entities here than in {place}.',
    'Mark the same words in both, or remove one.',
    'The extractor is taught both, and learns neither.',
  ),
  EXAMPLE_MARKUP_LIKE: finding(
    'The example "{text}" has what looks like an entity and is read as text: {part}',
    'Write `[words](entity)` without a space between, and close every bracket; a backslash before it says that it is text.',
    'The entity is not learned, and its markup is taken for words.',
  ),
  EXAMPLE_REPEATED: finding(
    'The example "{text}" of "{intent}" stands in {place} already.',
    'Remove one of the two.',
    'It teaches nothing new, and counts double in evaluations.',
  ),
  EXAMPLE_TWO_INTENTS: finding(
    'The example "{text}" stands under "{intent}" here and under "{other}" in {place}.',
    'Keep it under one intent.',
    'Which of the two is recognised is left to chance.',
  ),
  FALLBACK_IDLE: finding(
    '{what} waits for nlu_fallback, but no component of the pipeline gives it.',
    'Add `- name: FallbackClassifier` at the end of `pipeline` in config.yml.',
    'A message that is not understood is taken for the likeliest intent, however unlikely.',
  ),
  FALLBACK_UNANSWERED: finding(
    'The pipeline gives nlu_fallback for what is not understood, and no story or rule reacts to it.',
    'Write a rule for the intent `nlu_fallback`.',
    'What the bot does then is left to the policies.',
  ),
  INTENT_FEW: finding(
    'The intent "{intent}" has one example only.',
    'Write more, ten or so, as people would say it.',
    'What is seen once is learned by heart, not understood.',
  ),
  INTENT_UNTAUGHT: finding(
    'The intent "{intent}" has no examples.',
    'Write examples for it under `nlu`, or remove it.',
    'No message is ever understood as this intent; only buttons and code can send it.',
  ),
  LOOKUP_EMPTY: finding('The lookup table "{name}" has no values.', 'Write some, or remove it.', 'It helps nobody.'),
  LOOKUP_TWO_TABLES: finding(
    'The value "{value}" stands in the lookup tables "{name}" and "{other}".',
    'Keep it in one, or mark it in examples so that the context decides.',
    'An extractor that goes by lookup tables finds both entities in the same words.',
  ),
  REGEX_EMPTY_MATCH: finding(
    'The regular expression "{name}" matches nothing at all: {pattern}',
    'Ask for at least one sign, as with `+` in place of `*`.',
    'It fits every message and tells none apart.',
  ),
  REGEX_INVALID: finding(
    'The regular expression "{name}" is not valid: {reason}.',
    'Correct the pattern.',
    'It is never found in a message.',
  ),
  RETRIEVAL_EXAMPLES_MISSING: finding(
    'The response "{response}" answers "{intent}", which has no examples.',
    'Write examples for `{intent}`, or remove the response.',
    'The answer is never chosen.',
  ),
  RETRIEVAL_MIXED: finding(
    'The intent "{intent}" has examples of its own beside those of "{other}".',
    'Move them to a part such as `{intent}/…`.',
    'There is no answer for them to be learned with.',
  ),
  RETRIEVAL_RESPONSE_MISSING: finding(
    'The intent "{intent}" has no answer "utter_{intent}".',
    'Write it under `responses`.',
    'There is nothing to say when the intent is recognised.',
  ),
  SYNONYM_CHAIN: finding(
    'The synonym "{spelling}" stands for "{value}", which itself stands for "{further}".',
    'Let both stand for "{further}".',
    'Synonyms are replaced once, so the value stays "{value}".',
  ),
} as const;
