import { finding } from './finding.js';

/** What can be wrong inside a domain, and between it and the training data. */
export const domainCheckTexts = {
  ACTION_UNUSED: finding(
    'No story or rule uses the action "{action}".',
    'Remove it, or write where it is used.',
    'Leftovers make a bot harder to read.',
  ),
  BUTTON_ENTITY_UNKNOWN: finding(
    'A button of "{response}" sends the entity "{entity}", which is not in the domain.',
    '{hint} Add it to `entities`, or correct the payload.',
    'An entity that the domain does not know is left out, so the slot stays empty.',
  ),
  BUTTON_INTENT_UNKNOWN: finding(
    'A button of "{response}" sends the intent "{intent}", which is not in the domain.',
    '{hint} Add it to `intents`, or correct the payload.',
    'Whoever presses the button is not understood.',
  ),
  BUTTON_PAYLOAD: finding(
    'A button of "{response}" sends what cannot be read. {reason}',
    'Write `/intent` or `/intent{"entity": "value"}`, with double quotes inside single quotes.',
    'Whoever presses the button is not understood.',
  ),
  BUTTON_PAYLOAD_REST: finding(
    'A button of "{response}" sends "{rest}" behind the braces, where nothing is read.',
    'Take it out of the payload.',
    'The button works; what stands there is left out whenever it is pressed.',
  ),
  DOMAIN_EMPTY: finding(
    'The domain is empty: it has no intents, slots, responses, actions or forms.',
    'Write them in domain.yml or a folder `domain`, or give its place with `--domain`.',
    'A bot without a domain has nothing to say.',
  ),
  ENTITY_ATTRIBUTE_UNKNOWN: finding(
    '{what} uses the {attribute} "{value}" of the entity "{entity}", which the domain does not list.',
    'Add it to the {attribute}s of the entity, or correct it.',
    'Policies do not tell roles and groups apart that are not listed.',
  ),
  ENTITY_UNKNOWN: finding(
    '{what} uses the entity "{entity}", which is not in the domain.',
    '{hint} Add it to `entities`, or correct the name.',
    'Policies do not see it, and a message such as `/intent{"entity": …}` loses it.',
  ),
  ENTITY_UNUSED: finding(
    'The entity "{entity}" is never marked in an example, sent by a button, used in a story or read by a slot.',
    'Remove it, or mark it in the examples.',
    'Leftovers make a bot harder to read.',
  ),
  FORM_SLOT_SILENT: finding(
    'Form "{form}" has no way to ask for the slot "{slot}".',
    'Write the response `utter_ask_{form}_{slot}` or `utter_ask_{slot}`, or an action of that name with `action_ask_`.',
    'The form waits for an answer to a question that nobody asked.',
  ),
  FORM_SLOT_UNMAPPED: finding(
    'Form "{form}" asks for the slot "{slot}", which no mapping fills.',
    'Give the slot `mappings`, or an action `validate_{form}` that extracts it.',
    'The form asks for it again and again.',
  ),
  FORM_UNUSED: finding(
    'No story or rule starts the form "{form}".',
    'Write a rule with `- action: {form}` and `- active_loop: {form}`, or remove the form.',
    'The bot never asks its questions.',
  ),
  INTENT_UNUSED: finding(
    'Nothing reacts to the intent "{intent}": no story, rule, form, slot or button names it.',
    'Write a rule or story for it, or remove it.',
    'Whoever says it gets the fallback.',
  ),
  MAPPING_ACTION_UNKNOWN: finding(
    'A mapping of slot "{slot}" runs the action "{action}", which nothing defines.',
    '{hint} Add it to `actions` of the domain, or correct the name.',
    'The mapping never fills the slot.',
  ),
  MAPPING_FORM_OTHER: finding(
    'A mapping of slot "{slot}" holds within form "{form}", which does not ask for the slot.',
    'Add the slot to `required_slots` of the form, or correct the condition.',
    'The form neither asks for the slot nor checks it.',
  ),
  MAPPING_NEVER: finding(
    'A mapping of slot "{slot}" never fills it: {reason}.',
    '{mend}',
    'The slot stays empty where it should have a value.',
  ),
  MAPPING_SHADOWED: finding(
    'A mapping of slot "{slot}" never comes into play: the one in line {line} before it always gives a value.',
    'Put this one first, or give the other an intent or a condition.',
    'Mappings are tried in order, and the first that gives a value wins.',
  ),
  NAME_DASH: finding(
    'The {kind} is named "{name}", with a dash inside.',
    'Indent the items of a list by the same number of spaces.',
    'YAML joins an item that is indented deeper to the one above it.',
  ),
  PLACEHOLDER_UNKNOWN: finding(
    'The response "{response}" fills in "{slot}", which is no slot.',
    '{hint} Add the slot, or let an action give the value.',
    'The person reads the name in braces instead of a value.',
  ),
  RESPONSE_CHANNEL_ONLY: finding(
    'Every variation of "{response}" is for one channel only: {channels}.',
    'Add a variation without `channel`.',
    'On every other channel the bot says nothing.',
  ),
  RESPONSE_CHANNEL_UNKNOWN: finding(
    'A variation of "{response}" is for the channel "{channel}", which is not there.',
    '{hint} The channels are: {known}.',
    'The variation is never said.',
  ),
  RESPONSE_CONDITION_ONLY: finding(
    'Every variation of "{response}" has a condition.',
    'Add a variation without `condition`, for when none holds.',
    'Where no condition holds the bot says nothing.',
  ),
  RESPONSE_CONDITION_VALUE: finding(
    'A condition of "{response}" compares the slot "{slot}" of type {type} with {value}, which it never is.',
    'Write a value of that type; Values: {known}.',
    'The variation is never said.',
  ),
  RESPONSE_REPEATED: finding(
    'The response "{response}" has the same variation twice.',
    'Remove one of them.',
    'It is only said more often.',
  ),
  RESPONSE_UNUSED: finding(
    'Nothing says the response "{response}".',
    'Use it in a story or rule, or remove it.',
    'Leftovers make a bot harder to read.',
  ),
  SLOT_UNKNOWN: finding(
    '{what} names the slot "{slot}", which is not in the domain.',
    '{hint} Add it to `slots`, or correct the name.',
    'A slot that is not there is always empty and cannot be set.',
  ),
  SLOT_UNUSED: finding(
    'Nothing uses the slot "{slot}".',
    'Use it in a form, story or response, or remove it.',
    'Leftovers make a bot harder to read.',
  ),
} as const;
