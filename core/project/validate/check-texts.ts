import { badFile } from '../yaml-texts.js';

/** What can be wrong between the parts of a project. */
export const checkTexts = {
  STORY_ACTION_UNKNOWN: badFile(
    '{what} uses the action "{action}", which nothing defines.',
    '{hint} Add it to `actions` of the domain, or correct the name.',
  ),
  ACTION_UNUSED: badFile('No story or rule uses the action "{action}".', 'Remove it, or write where it is used.'),
  BUTTON_INTENT_UNKNOWN: badFile(
    'A button of "{response}" sends the intent "{intent}", which is not in the domain.',
    '{hint} Add it to `intents`, or correct the payload.',
  ),
  BUTTON_PAYLOAD: badFile(
    'A button of "{response}" sends what cannot be read. {reason}',
    'Write `/intent` or `/intent{"entity": "value"}`, with double quotes inside single quotes.',
  ),
  CHECKPOINT_UNDEFINED: badFile(
    '{what} starts at the checkpoint "{checkpoint}", which no story reaches.',
    '{hint} End another story with it, or remove it.',
  ),
  CHECKPOINT_UNUSED: badFile(
    '{what} ends at the checkpoint "{checkpoint}", from which no story goes on.',
    'Start another story with it, or remove it.',
  ),
  ENTITY_BORDER: badFile(
    'The entity "{entity}" in "{text}" begins or ends inside a word.',
    'Mark whole words, without a part of the next and without spaces.',
  ),
  ENTITY_UNKNOWN: badFile(
    '{what} uses the entity "{entity}", which is not in the domain.',
    '{hint} Add it to `entities`, or correct the name.',
  ),
  ENTITY_ATTRIBUTE_UNKNOWN: badFile(
    '{what} uses the {attribute} "{value}" of the entity "{entity}", which the domain does not list.',
    'Add it to the {attribute}s of the entity, or correct it.',
  ),
  EXAMPLE_TWO_INTENTS: badFile(
    'The example "{text}" stands under "{intent}" here and under "{other}" in {place}.',
    'Keep it under one intent.',
  ),
  FORM_SLOT_SILENT: badFile(
    'Form "{form}" has no way to ask for the slot "{slot}".',
    'Write the response `utter_ask_{form}_{slot}` or `utter_ask_{slot}`, or an action of that name with `action_ask_`.',
  ),
  FORM_SLOT_UNMAPPED: badFile(
    'Form "{form}" asks for the slot "{slot}", which no mapping fills.',
    'Give the slot `mappings`, or an action `validate_{form}` that extracts it.',
  ),
  INTENT_UNKNOWN: badFile(
    '{what} uses the intent "{intent}", which is not in the domain.',
    '{hint} Add it to `intents`, or correct the name.',
  ),
  INTENT_UNTAUGHT: badFile(
    'The intent "{intent}" has no examples.',
    'Write examples for it under `nlu`, or remove it.',
  ),
  INTENT_UNUSED: badFile(
    'Nothing reacts to the intent "{intent}": no story, rule, form, slot or button names it.',
    'Write a rule or story for it, or remove it.',
  ),
  LOOP_UNKNOWN: badFile(
    '{what} names the form "{form}", which is not in the domain.',
    '{hint} Add it to `forms`, or correct the name.',
  ),
  PLACEHOLDER_UNKNOWN: badFile(
    'The response "{response}" fills in "{slot}", which is no slot.',
    '{hint} Add the slot, or let an action give the value.',
  ),
  RESPONSE_MISSING: badFile(
    '{what} says "{response}", which has no response in the domain.',
    '{hint} Write it under `responses`.',
  ),
  RESPONSE_UNUSED: badFile('Nothing says the response "{response}".', 'Use it in a story or rule, or remove it.'),
  RULE_END_TO_END: badFile(
    'Rule "{rule}" rests on the words of a message; rules know only intents and actions.',
    'Name the intent or the action, or make it a story.',
  ),
  SLOT_UNKNOWN: badFile(
    '{what} names the slot "{slot}", which is not in the domain.',
    '{hint} Add it to `slots`, or correct the name.',
  ),
  SLOT_UNUSED: badFile('Nothing uses the slot "{slot}".', 'Use it in a form, story or response, or remove it.'),
  SLOT_VALUE_UNKNOWN: badFile(
    '{what} gives the categorical slot "{slot}" the value "{value}", which it does not have.',
    '{hint} Values: {known}.',
  ),
} as const;
