import { createServer } from 'node:http';
import { z } from 'zod';
import { botEvent } from '../actions/runner.js';
import type { Channel, ChannelContext, Incoming, Receipt } from '../channel.js';
import { ParleyError } from '../errors.js';
import { createLogger } from '../kernel/pino-logger.js';
import { parseConfig } from '../kernel/plugin-config.js';
import { noFiles } from '../media/no-files.js';
import type { BotMessage } from '../messages/message.js';
import { numberedChoice } from '../server/choices.js';
import { degrade } from '../server/degrade.js';

/**
 * Opens a channel in this process whose messages are answered by a bot in another, over its REST channel.
 * Returns the way to close it.
 *
 * @throws ParleyError BOT_UNREACHABLE, BOT_REFUSED where the channel waits for the answer
 */
export async function openRemoteTalk(url: string, channel: Channel): Promise<() => Promise<void>> {
  const abort = new AbortController();
  let latest: BotMessage[] = [];
  let count = 0;

  async function answer({ conversationId, recipient, text }: Incoming): Promise<void> {
    const meant = numberedChoice(text, latest.map(botEvent)) ?? text;
    latest = await ask(url, conversationId, meant, abort.signal);
    for (const message of latest.flatMap((one) => degrade(one, channel.capabilities))) {
      await door.send({ id: String(++count), conversationId, recipient, inboxId: undefined, message });
    }
  }

  const receive = async (incoming: Incoming): Promise<Receipt> => ({
    inboxId: incoming.externalId,
    duplicate: false,
    settled: answer(incoming),
  });
  const context: ChannelContext = {
    receive,
    flush: async () => undefined,
    heard: async () => undefined,
    hold: (_name, work) => work(abort.signal),
    mount: () => undefined,
    requireToken: (_request, _response, next) => next(),
    folder: '.parley',
    files: noFiles(),
    server: createServer(),
    allowedOrigins: [],
    log: createLogger({ level: 'warn' }),
    signal: abort.signal,
  };
  const door = await channel.open(context, parseConfig(channel.name, channel.config, {}));
  return async () => {
    abort.abort();
    await door.close?.();
  };
}

const answerSchema = z.array(z.looseObject({ recipient_id: z.string() }));

async function ask(url: string, sender: string, message: string, signal: AbortSignal): Promise<BotMessage[]> {
  const response = await fetch(new URL('/webhooks/rest/webhook', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sender, message }),
    signal,
  }).catch((cause: unknown) => {
    throw new ParleyError('BOT_UNREACHABLE', { url }, { cause });
  });
  const { data } = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !data) throw new ParleyError('BOT_REFUSED', { url, status: response.status });
  return data.map(({ recipient_id: _recipient, ...rest }) => rest);
}
