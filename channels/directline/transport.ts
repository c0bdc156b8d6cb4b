import { randomUUID } from 'node:crypto';
import { type ChannelContext, createTyping, formatError, type OpenChannel } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { createGuard } from './guard.js';
import { directLineRoutes } from './routes.js';
import { saidActivity, saidId, typingActivity } from './shown.js';
import { serveStreams } from './streams.js';
import { createTake } from './take.js';
import { createTalks } from './talks.js';
import { createTokens } from './token.js';
import { uploadRoutes } from './upload.js';

/**
 * Opens the channel. A message of the bot is delivered when a client is known to have it: it answered the ping that came
 * after it, or it named its watermark. Until then the outbox holds it, so it survives a restart.
 */
export function openDirectLine(context: ChannelContext, config: DirectLineConfig): OpenChannel {
  const { log } = context;
  const tokens = createTokens(config);
  const guard = createGuard(config, tokens);
  const talks = createTalks(config.history);

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

  const typing = createTyping((conversation) =>
    streams.show(conversation, typingActivity(randomUUID(), conversation, config)),
  );

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
    typing: typing.show,
    close() {
      typing.stop();
      streams.close();
    },
  };
}
