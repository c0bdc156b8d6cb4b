import type { BotPlace, ChannelSetup } from '../../core/index.js';
import type { WebConfig } from './config.js';

/** How the chat gets onto a page. */
export function setUpWeb(_config: WebConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  return {
    openTo: 'everybody',
    missing: [],
    steps: [
      'Name `web:` in credentials.yml.',
      `Put this onto the page: <script src="${publicUrl}/widget.js" async></script>`,
      'If the page is of another origin than the bot, start the bot with `--cors` and that origin.',
    ],
    addresses: [
      { label: 'Chat', url: `${publicUrl}/` },
      { label: 'Script of the widget', url: `${publicUrl}/widget.js` },
    ],
  };
}

/** How a client of Rasa's `socketio` channel connects. */
export function setUpSocketio(config: WebConfig | undefined, { publicUrl }: BotPlace): ChannelSetup {
  const path = config?.socketio_path ?? '/socket.io';
  return {
    openTo: 'everybody',
    missing: [],
    steps: [
      'Name `socketio:` in credentials.yml; beside `web` it needs a `socketio_path` of its own.',
      `Connect with Socket.IO to the address, with the path ${path}.`,
    ],
    addresses: [{ label: 'Address for Socket.IO', url: publicUrl }],
  };
}
