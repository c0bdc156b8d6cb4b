import { randomUUID } from 'node:crypto';
import { type ChannelContext, formatError, type OpenChannel } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { createGuard } from './guard.js';
import { directLineRoutes } from './routes.js';
import { saidActivity, saidId, typingActivity } from './shown.js';
import { serveStreams } from './streams.js';
import { createTake } from './take.js';
import { createTalks } from './talks.js';
import { createTokens } from './token.js';
import { uploadRoutes } from './upload.js';

/** Web Chat shows "typing…" for 5 s or until a message comes, so it is said again, in ms. */
const repeatTypingMs = 4_000;

/**
 * Opens the channel. A message of the bot is delivered when a client is known to have it: it answered the ping that came
 * after it, or it named its watermark. Until then the outbox holds it, so it survives a restart.
 */
export function openDirectLine(context: ChannelContext, config: DirectLineConfig): OpenChannel {
  const { log } = context;
  const tokens = createTokens(config);
  const guard = createGuard(config, tokens);
  const talks = createTalks(config.history);
  const typing = new Map<string, NodeJS.Timeout>();

  async function news(conversation: string): Promise<void> {
    if (talks.of(conversation).hasNews()) await context.flush(conversation);
  }

  function newsInBackground(conversation: string): void {
    news(conversation).catch((error: unknown) => {
      log.error({ reason: formatError(error), conversation }, 'what waited for a conversation could not be sent');
    });
  }

  const streams = serveStreams(context, config, { talks, tokens, news: newsInBackground });
  const take = createTake(context, config, talks);
  const { path } = config;
  context.mount(directLineRoutes(context, config, { guard, tokens, talks, streams, take, news }), { path });
  context.mount(uploadRoutes(context, config, { guard, streams, take }), { path, body: 'stream' });

  const showTyping = (conversation: string): void =>
    streams.show(conversation, typingActivity(randomUUID(), conversation, config));

  function stopTyping(conversation: string): void {
    clearInterval(typing.get(conversation));
    typing.delete(conversation);
  }

  return {
    async send(outgoing) {
      const { recipient, id } = outgoing;
      const talk = talks.of(recipient);
      await talk.quiet();
      const position = talk.add(saidId(recipient, id), saidActivity(outgoing, config));
      if (talk.record.isConfirmed(position)) return 'delivered';
      if (await streams.catchUp(recipient)) return 'delivered';
      talk.missed(position);
      return talk.record.isConfirmed(position) ? 'delivered' : 'absent';
    },
    typing(recipient, state) {
      stopTyping(recipient);
      if (state === 'off') return;
      showTyping(recipient);
      typing.set(recipient, setInterval(showTyping, repeatTypingMs, recipient).unref());
    },
    close() {
      for (const recipient of [...typing.keys()]) stopTyping(recipient);
      streams.close();
    },
  };
}
