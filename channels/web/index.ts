import { type Capabilities, type Channel, defineChannel } from '../../core/index.js';
import { type WebConfig, webConfig } from './config.js';
import { setUpSocketio, setUpWeb } from './setup.js';
import { openWeb } from './transport.js';

const capabilities: Capabilities = {
  buttons: true,
  images: true,
  cards: true,
  typing: true,
  voice: false,
  files: true,
  edit: false,
  maxTextLength: Number.MAX_SAFE_INTEGER,
};

/** The web chat: Socket.IO with Rasa's events, and the widget at `/widget.js`. Conversations survive a reload. */
export const web: Channel = defineChannel<WebConfig>({
  name: 'web',
  capabilities,
  config: webConfig({ session_persistence: true }),
  open: (context, config) => openWeb(context, config, { name: 'web', servesWidget: true }),
  setup: setUpWeb,
});

/** Rasa's `socketio` channel as credentials.yml configures it: the same without the widget, and with Rasa's defaults. */
export const socketio: Channel = defineChannel<WebConfig>({
  name: 'socketio',
  capabilities,
  config: webConfig({ session_persistence: false }),
  open: (context, config) => openWeb(context, config, { name: 'socketio', servesWidget: false }),
  setup: setUpSocketio,
});
