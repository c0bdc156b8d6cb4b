import { finding } from './finding.js';

/** What can be wrong with stories and rules beside the rest of a project. */
export const storyCheckTexts = {
  ACTION_UNBACKED: finding(
    'Nothing runs {actions}: no code of the bot defines them, and endpoints.yml names no action server.',
    'Define them in TypeScript, or write `action_endpoint: {url: …}` in endpoints.yml.',
    'When the turn of such an action comes it fails, and the person gets the error response.',
  ),
  CHECKPOINT_UNDEFINED: finding(
    '{what} starts at the checkpoint "{checkpoint}", which no story reaches.',
    '{hint} End another story with it, or remove it.',
    'Nothing of the story is learned.',
  ),
  CHECKPOINT_UNUSED: finding(
    '{what} ends at the checkpoint "{checkpoint}", from which no story goes on.',
    'Start another story with it, or remove it.',
    'The story stops there, and the bot does not know how to go on.',
  ),
  INTENT_UNKNOWN: finding(
    '{what} uses the intent "{intent}", which is not in the domain.',
    '{hint} Add it to `intents`, or correct the name.',
    'No message is ever understood as an intent that nobody knows, so what waits for it never happens.',
  ),
  LOOP_UNKNOWN: finding(
    '{what} names the form "{form}", which is not in the domain.',
    '{hint} Add it to `forms`, or correct the name.',
    'A form that is not there never becomes active.',
  ),
  RESPONSE_MISSING: finding(
    '{what} says "{response}", which has no response in the domain.',
    '{hint} Write it under `responses`.',
    'The bot would be silent at this place.',
  ),
  RULE_CONDITION_IDLE: finding(
    'A condition of rule "{rule}" is about the slot "{slot}", which does not influence the conversation.',
    '{cure}, or remove the condition.',
    'Policies do not see the slot, so the rule applies whatever its value is.',
  ),
  RULE_END_TO_END: finding(
    'Rule "{rule}" rests on the words of a message; rules know only intents and actions.',
    'Name the intent or the action, or make it a story.',
    'Rules hold for every wording.',
  ),
  RULE_NEVER: finding(
    'Rule "{rule}" can never apply: {reason}.',
    'Correct or remove the condition.',
    'The bot behaves as if the rule were not there.',
  ),
  RULE_REPEATED: finding(
    'Rule "{name}" says the same as rule "{other}" in {place}.',
    'Remove one of the two.',
    'A change to one of them alone would make them contradict each other.',
  ),
  SLOT_VALUE_TYPE: finding(
    '{what} gives the slot "{slot}" of type {type} the value {value}.',
    'Write a value of that type.',
    'The slot never has such a value in a conversation, so this place is never reached.',
  ),
  SLOT_VALUE_UNKNOWN: finding(
    '{what} gives the categorical slot "{slot}" the value "{value}", which it does not have.',
    '{hint} Values: {known}.',
    'All values that are not listed look alike to the policies.',
  ),
  STORY_ACTION_UNKNOWN: finding(
    '{what} uses the action "{action}", which nothing defines.',
    '{hint} Add it to `actions` of the domain, or correct the name.',
    'The bot cannot do what it does not know.',
  ),
  STORY_CONFLICT: finding(
    'After {after} story "{name}" goes on with "{action}", but story "{other}" ({place}), the same so far, with "{otherAction}".',
    'Make them agree, or tell them apart earlier: by a slot, an entity or another intent; or raise `max_history` ({history} now).',
    'No policy can learn both: which of them the bot follows is left to chance.',
  ),
  STORY_REPEATED: finding(
    'Story "{name}" says the same as story "{other}" in {place}.',
    'Remove one of the two.',
    'It teaches nothing new.',
  ),
  STORY_UNREACHABLE: finding(
    'No conversation comes to story "{name}": nothing leads to its checkpoint "{checkpoint}".',
    'Mend what should lead there, and the slots that its checkpoint asks for.',
    'Nothing of the story is learned.',
  ),
} as const;
