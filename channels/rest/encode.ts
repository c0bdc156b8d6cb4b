/** Answers are what Rasa's REST channel collects; the HTTP API of the core answers so, too. */
export { type CollectedMessage as RestMessage, collectedMessages as encode } from '../../core/index.js';
