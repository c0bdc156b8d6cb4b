/** Slots that every conversation has, though no domain names them. */
export const REQUESTED_SLOT = 'requested_slot';
export const SESSION_METADATA_SLOT = 'session_started_metadata';

/** In rules: a slot or loop that must be empty. */
export const NOT_SET = 'should_not_be_set';

/** The bot waits for the person. */
export const ACTION_LISTEN = 'action_listen';

/** In rules: anything may have happened here. */
export const RULE_SNIPPET = '...';

/** A policy says that the message hardly ever comes at such a place; rules and stories may answer that. */
export const ACTION_UNLIKELY_INTENT = 'action_unlikely_intent';
