import { badFile } from '../project/yaml-texts.js';

/** What can be wrong inside a domain file, or between two of them. */
export const domainTexts = {
  DOMAIN_CLASH: badFile(
    'The {kind} "{name}" is already defined differently in {other}; a bot that is trained all the same takes that one.',
    'Rename one of the two, or make them the same.',
  ),
  DOMAIN_CONTRADICTION: badFile(
    'The {kind} "{name}" is already defined differently in {other}.',
    'Rename one of the two, or make them the same.',
  ),
  DOMAIN_DUPLICATE: badFile(
    'The {kind} "{name}" is listed twice; the first time in {other}.',
    'Remove one of the two lines.',
  ),
  DOMAIN_REPEATED: badFile('The {kind} "{name}" is defined in the same way in {other}.', 'Remove one of the two.'),
  FORM_SLOTS_AS_MAP: badFile(
    'The form "{form}" writes its slots as a map, as Rasa 2 did; their mappings there have no effect.',
    'List the names under `required_slots`, and move the mappings to `slots` in the domain.',
  ),
  MAPPING_CONDITION_LOOPLESS: badFile(
    'A condition of a mapping names no `active_loop`, so it holds only while no form is active.',
    'Add `active_loop: <form>`, or `active_loop: null` if that is meant.',
  ),
  MAPPING_TYPE_UNKNOWN: badFile('Slot "{slot}" has a mapping of the unknown type "{type}".', '{hint} Types: {known}.'),
  RESPONSE_EMPTY: badFile(
    'A variation of "{response}" says nothing.',
    'Give it `text`, `image`, `buttons`, `attachment`, `elements`, `quick_replies` or `custom`.',
  ),
  RESPONSE_ID_REPEATED: badFile(
    'The response id "{id}" is used twice; the first time in {other}.',
    'Give each variation an id of its own.',
  ),
  RESPONSE_NAME: badFile(
    'The response "{response}" cannot be used as an action, because its name does not start with `utter_`.',
    'Rename it to "utter_{response}".',
  ),
  SLOT_ANY_INFLUENCES: badFile(
    'Slot "{slot}" of type any cannot influence the conversation.',
    'Set `influence_conversation: false`, or give the slot another type.',
  ),
  SLOT_CLASS_UNKNOWN: badFile(
    'Slot "{slot}" is of the Python class {type}, which only Rasa can load: its value is kept, but policies do not see it.',
    'Use one of the types of Rasa itself, or write `influence_conversation: false`.',
  ),
  SLOT_INITIAL_OUTSIDE: badFile(
    'The initial value of slot "{slot}" lies outside of {min} to {max}; policies see the nearer end.',
    'Set `min_value` and `max_value` so that it lies between them.',
  ),
  SLOT_INITIAL_VALUE: badFile(
    'The initial value of slot "{slot}" does not fit its type {type}.',
    'Write a value of that type, or leave `initial_value` out.',
  ),
  SLOT_KEY_IDLE: badFile(
    '`{key}` of slot "{slot}" has no effect.',
    'Remove it; Rasa 3 fills slots by their `mappings` alone.',
  ),
  SLOT_RANGE: badFile(
    'Slot "{slot}" has a `min_value` that is not below its `max_value`.',
    'Exchange or correct the two.',
  ),
  SLOT_TYPE_UNKNOWN: badFile(
    'Slot "{slot}" has the unknown type "{type}".',
    '{hint} Types: {known}, or a class of the project such as `my_slots.MySlot`.',
  ),
  SLOT_VALUES_MISSING: badFile('The categorical slot "{slot}" has no values.', 'List them under `values`.'),
} as const;
