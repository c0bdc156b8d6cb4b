import { defineErrors } from '../../../core/index.js';

/** Errors of programs that hear and speak. */
export const speechError = defineErrors({
  SPEECH_FAILED: {
    status: 502,
    message: 'The speech service "{provider}" failed: {reason}',
    remedy: 'Check its settings in the channel, and try it by itself; the words of {provider} say more.',
  },
});
