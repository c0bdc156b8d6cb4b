/** The actions that every bot has (rasa.com/docs/rasa/default-actions). */
export const defaultActionNames = [
  'action_listen',
  'action_restart',
  'action_session_start',
  'action_default_fallback',
  'action_deactivate_loop',
  'action_two_stage_fallback',
  'action_default_ask_affirmation',
  'action_default_ask_rephrase',
  'action_back',
  'action_unlikely_intent',
  'action_extract_slots',
  'action_revert_fallback_events',
  'action_send_text',
  'action_validate_slot_mappings',
] as const;

/** The name of a default action. */
export type DefaultActionName = (typeof defaultActionNames)[number];

/** The intent of a message that the NLU is not sure of. */
export const FALLBACK_INTENT = 'nlu_fallback';

/** The intent of saying no to what the bot took a message for. */
export const OUT_OF_SCOPE_INTENT = 'out_of_scope';

/** The response to a person when an action failed. */
export const ERROR_RESPONSE = 'utter_error';
