/** Custom actions that any bot can use: each is made for a bot by a call that names the bot's responses and slots. */
export { type BreakOffOptions, breakOff } from './break-off.js';
export { giveBack, type HandoverOptions, handover, isHandedOver } from './handover.js';
export * from './knowledge-base/index.js';
export { linkChannels } from './link-channels/index.js';
export { type SuggestIntentsOptions, suggestIntents } from './suggest-intents.js';
export { type TakeUpOfferOptions, takeUpOffer } from './take-up-offer.js';
