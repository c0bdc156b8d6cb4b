/** The intent of a message that the NLU is not sure of. */
export const FALLBACK_INTENT = 'nlu_fallback';

/** The intent of saying no to what the bot took a message for. */
export const OUT_OF_SCOPE_INTENT = 'out_of_scope';

/** The response to a person when an action failed. */
export const ERROR_RESPONSE = 'utter_error';
