import { defineChannel } from '../../core/index.js';
import { type WhatsAppConfig, whatsappConfig } from './config.js';
import { setUpWhatsApp } from './setup.js';
import { openWhatsApp } from './transport.js';

/**
 * WhatsApp through Meta's Cloud API: `/webhooks/whatsapp/webhook` takes the verification (GET) and the signed
 * notifications (POST); answers go to the Graph API.
 */
export const whatsapp = defineChannel<WhatsAppConfig>({
  name: 'whatsapp',
  capabilities: {
    buttons: true,
    maxButtons: 10,
    images: true,
    cards: false,
    typing: true,
    voice: false,
    files: true,
    edit: false,
    maxTextLength: 4_096,
  },
  config: whatsappConfig,
  open: openWhatsApp,
  setup: setUpWhatsApp,
});
