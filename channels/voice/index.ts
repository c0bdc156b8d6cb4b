import { defineChannel } from '../../core/index.js';
import { setUpPhone } from './setup.js';
import { callsHolder } from './twilio/calls/holder.js';
import { callTables } from './twilio/calls/tables.js';
import { type PhoneConfig, phoneConfig } from './twilio/config.js';

/**
 * The phone, by Twilio: `/webhooks/twilio_voice/webhook` takes calls. A call is held by `<Gather>`, by ConversationRelay
 * or by Media Streams, as `mode` says.
 */
export const twilioVoice = defineChannel<PhoneConfig>({
  name: 'twilio_voice',
  capabilities: {
    buttons: true,
    maxButtons: 9,
    numbersButtons: true,
    images: true,
    cards: true,
    typing: false,
    voice: true,
    files: true,
    edit: false,
    maxTextLength: Number.MAX_SAFE_INTEGER,
  },
  config: phoneConfig,
  setup: setUpPhone,
  tables: callTables,
  holds: callsHolder,
  open: async (context, config) => (await import('./twilio/transport.js')).openPhone(context, config),
});
