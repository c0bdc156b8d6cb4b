/** The actions that every bot has, by Rasa's names. */
export const defaultActionNames = [
  'action_listen',
  'action_restart',
  'action_session_start',
  'action_default_fallback',
  'action_deactivate_loop',
  'action_revert_fallback_events',
  'action_default_ask_affirmation',
  'action_default_ask_rephrase',
  'action_two_stage_fallback',
  'action_unlikely_intent',
  'action_back',
  'action_send_text',
  'action_extract_slots',
] as const;

/** Intents that exist without being declared: sent as `/restart` and the like, or found by the fallback classifier. */
export const defaultIntentNames = ['back', 'nlu_fallback', 'out_of_scope', 'restart', 'session_start'] as const;

/** Slots that exist without being declared. */
export const defaultSlotNames = ['requested_slot', 'session_started_metadata'] as const;
