import { defineChannel } from '../../core/index.js';
import { type WhatsAppConfig, whatsappConfig } from './config.js';
import { setUpWhatsApp } from './setup.js';
import { openWhatsApp } from './transport.js';

/**
 * WhatsApp, by one of two transports. Meta's Cloud API: `/webhooks/whatsapp/webhook` takes the verification (GET) and the
 * signed notifications (POST), answers go to the Graph API. Or WhatsApp Web in a browser, which WhatsApp does not like.
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
    uploads: true,
    edit: false,
    maxTextLength: 4_096,
  },
  config: whatsappConfig,
  open: async (context, config) => {
    if (config.transport === 'cloud') return openWhatsApp(context, config);
    const { openWhatsAppWeb } = await import('./web/transport.js');
    return openWhatsAppWeb(context, config);
  },
  setup: setUpWhatsApp,
});
