/** The rows of the error table that speak about conversations: events, actions, stories, rules. */
export const dialogueTexts = {
  ACTION_DUPLICATE: {
    status: 500,
    message: 'Two actions are named "{action}".',
    remedy: 'Rename one of them.',
  },
  ACTION_FAILED: {
    status: 500,
    message: 'Action "{action}" failed: {reason}.',
    remedy: 'See the cause; the conversation went on without its events.',
  },
  ACTION_TIMEOUT: {
    status: 500,
    message: 'Action "{action}" was not done after {ms} ms.',
    remedy: 'Make it faster and stop work when its `signal` is aborted, or raise its `timeoutMs`.',
  },
  ACTION_UNKNOWN: {
    status: 500,
    message: 'There is no action, form or response named "{action}".',
    remedy: 'Define the action in TypeScript, or correct its name in the stories, rules and domain.',
  },
  EVENT_INVALID: {
    status: 400,
    message: 'An event is not valid: {reason}.',
    remedy: 'Return events as the helpers of `parley` make them, such as slotSet("size", "small").',
  },
  RESPONSE_UNKNOWN: {
    status: 500,
    message: 'There is no response named "{response}" for this moment.',
    remedy: 'Add it to `responses` of the domain, with one variation that has neither channel nor condition.',
  },
  RULE_CONTRADICTS: {
    status: 500,
    message: '{kind} "{name}" goes on with "{expected}", but rule "{rule}" ({rulePlace}) goes on with "{predicted}".',
    remedy: 'Make them agree, or give the rule a condition that keeps it out of here.',
  },
  RULE_FALLBACK_UNKNOWN: {
    status: 500,
    message: 'The fallback action "{action}" of RulePolicy is neither a default action nor in the domain.',
    remedy: 'Add it to `actions` of the domain, or correct `core_fallback_action_name`.',
  },
  RULE_INCOMPLETE: {
    status: 500,
    message: 'In rule "{name}" the action "{action}" does not set {missing}, as it does in other rules.',
    remedy: 'Add that step after the action, or, if the action comes last, `wait_for_user_input: false`.',
  },
  RULE_TOO_LONG: {
    status: 500,
    message: 'Rule "{name}" has {count} messages of the person; a rule may have one.',
    remedy: 'Write it as a story, or set `restrict_rules: false` of RulePolicy.',
  },
  STORY_CHECKPOINT_UNREACHED: {
    status: 500,
    message: 'Story "{name}" begins at checkpoint "{checkpoint}", which no story reaches.',
    remedy: 'End a story with this checkpoint, or correct its name.',
  },
  STORY_WAYS_LEFT_OUT: {
    status: 500,
    message: 'Story "{name}" has more than {limit} ways at one place; the others are not learned.',
    remedy: 'Write fewer alternatives in a row, or several stories.',
  },
  TURN_LIMIT: {
    status: 500,
    message: 'A turn was stopped after {limit} actions.',
    remedy: 'Find the rules or stories that never come to wait for the person; the last actions were {actions}.',
  },
} as const;
