import { afterEach, beforeEach } from 'vitest';
import { whatsappConfig } from '../../channels/whatsapp/config.js';
import type { WebMessage } from '../../channels/whatsapp/web/client.js';
import { openWhatsAppWeb, webCapabilities } from '../../channels/whatsapp/web/transport.js';
import { type Channel, defineChannel } from '../../core/index.js';
import { type FakeWhatsAppWeb, fakeWhatsAppWeb, message } from '../kit/fake-whatsapp-web.js';
import { type Answer, type Desk, openDesk } from './desk.js';

/** The channel `whatsapp` with the stand-in in place of the library. */
export function webChannel({ library }: FakeWhatsAppWeb): Channel {
  return defineChannel({
    name: 'whatsapp',
    capabilities: webCapabilities,
    config: whatsappConfig,
    open(context, config) {
      if (config.transport !== 'web') throw new Error('this is for WhatsApp Web');
      return openWhatsAppWeb(context, config, async () => library);
    },
  });
}

/** The stand-in of the test that runs. */
export let web: FakeWhatsAppWeb;
let desk: Desk | undefined;

/** Gives each test a stand-in of its own, and closes the desk after it. */
export function useFakeWhatsAppWeb(): void {
  beforeEach(() => {
    web = fakeWhatsAppWeb();
  });
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
  });
}

const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];

/** Opens a desk with the channel, whose client is not ready yet. */
export async function openUnlinked({
  answer = echo,
  config = {},
  authToken,
}: {
  answer?: Answer;
  config?: object;
  authToken?: string;
} = {}): Promise<Desk> {
  const channels = [{ use: webChannel(web), config: { transport: 'web', ...config } }];
  desk = await openDesk({ channels, answer, server: { authToken } });
  await web.starts(1);
  return desk;
}

/** The same, and WhatsApp is ready. */
export async function open(options: Parameters<typeof openUnlinked>[0] = {}): Promise<Desk> {
  const at = await openUnlinked(options);
  web.client.emit('ready');
  return at;
}

/** Somebody sends something; by default a text of a person. */
export function hears(fields: Parameters<typeof message>[0]): WebMessage {
  const heard = message(fields);
  web.client.emit('message', heard);
  return heard;
}
