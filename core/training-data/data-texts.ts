import { badFile } from '../project/yaml-texts.js';

/** What can be wrong inside NLU examples, stories and rules. */
export const dataTexts = {
  ENTITY_MARKUP_BROKEN: badFile(
    'The entity markup `{markup}` cannot be read: {reason}.',
    'Write `[text](entity)` or `[text]{"entity": "city", "role": "to"}`; put a backslash before a bracket that is only text.',
  ),
  ENTITY_POSITION: badFile(
    'The entity "{entity}" does not lie inside its text of {length} characters: {start} to {end}.',
    'Count `start` from 0 and let `end` be one past the last character.',
  ),
  EXAMPLE_EMPTY: badFile('An example is empty and is left out.', 'Write a text after the dash, or remove the line.'),
  EXAMPLE_WITHOUT_DASH: badFile(
    'This line of "{name}" does not start with a dash and is left out: {line}',
    'Start each example with `- ` at the same indentation.',
  ),
  EXAMPLES_FOLDED: badFile(
    'The examples of "{name}" are in a folded block (`>`), which makes one line of them.',
    'Write `examples: |`.',
  ),
  EXAMPLES_NOT_BLOCK: badFile(
    'The examples of "{name}" are a YAML list of texts.',
    'Write `examples: |`, so that they are one block of lines that start with `- `.',
  ),
  EXAMPLES_NONE: badFile('"{name}" has no examples.', 'Add some under `examples: |`, or remove it.'),
  INTENT_SLASH: badFile('The intent "{intent}" is written with a slash, which is not needed.', 'Leave the slash out.'),
  LANGUAGE_UNKNOWN: badFile(
    'The file is in the language "{language}", which the bot does not have, and is left out.',
    'Add the language under `additional_languages` in config.yml.',
  ),
  LANGUAGE_WITHOUT_EXAMPLES: badFile(
    'The bot is to understand "{language}", and has no examples in it.',
    'Write some in a folder of that name, such as data/{language}/, or in a file with `language: {language}`.',
  ),
  LOOKUP_FILE_MISSING: badFile(
    'There is no file {path} for the lookup table "{name}".',
    'Give its path relative to this file, or write the values under `examples: |`.',
  ),
  NLU_ITEM_UNKNOWN: badFile(
    'This item of `nlu` is neither an intent nor a synonym, regex or lookup.',
    'Start it with `- intent:`, `- synonym:`, `- regex:`, `- lookup:` or `- text:`.',
  ),
  OR_ALTERNATIVE: badFile(
    'An alternative of `or` must be an intent, a user message or `slot_was_set`.',
    'Write separate stories where the bot acts differently.',
  ),
  RULE_CHECKPOINT: badFile(
    'A rule has a checkpoint, which only stories may have; it is left out.',
    'Write what is joined by checkpoints as stories.',
  ),
  RULE_CONDITION: badFile(
    'A condition of a rule must be `active_loop` or `slot_was_set`.',
    'Move other steps to `steps` of the rule.',
  ),
  STEP_ENTITIES_IGNORED: badFile(
    'The entities listed under `entities` do not count where the message itself is written under `user`.',
    'Mark them in the message: `[Paris](city)`.',
  ),
  STEP_DOTS: badFile(
    '`...` is no step any more and is left out.',
    'Put what must hold before a rule under `condition:`, and use `conversation_start` and `wait_for_user_input`.',
  ),
  STEP_LITERAL: badFile('{reason}', 'Write `/intent` or `/intent{"entity": "value"}` with valid JSON.'),
  STEP_UNKNOWN: badFile('This is no step of a story: {found}.', '{hint} A step starts with one of: {known}.'),
  STEPS_NONE: badFile('{what} has no steps and is left out.', 'Add `steps:`, or remove it.'),
  SYNONYM_CLASH: badFile(
    'The spelling "{spelling}" stands for "{value}" here and for "{earlier}" in {other}, which wins.',
    'Remove one of the two.',
  ),
} as const;
