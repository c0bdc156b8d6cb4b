import type { App } from '@slack/bolt';
import { type ChannelContext, type Incoming, ParleyError } from '../../core/index.js';
import type { SlackConfig } from './config.js';
import { decodeCommand, decodeMessage, decodePress } from './decode.js';
import type { Threads } from './threads.js';

/** What listening works with. */
export interface Listening {
  readonly context: ChannelContext;
  readonly config: SlackConfig;
  readonly threads: Threads;
}

/** Hands in what a person said; it is stored when the listener is done. */
export function listen(app: App, { context, config, threads }: Listening): void {
  async function hear(event: unknown, botUserId: string | undefined): Promise<void> {
    const heard = decodeMessage(event, botUserId, config);
    if (heard === undefined) return;
    const meant = heard.addressed || (await threads.takesPart(heard.place));
    if (!meant) return;
    threads.join(heard.place);
    await take(heard.incoming);
  }

  /** What can never be stored is not worth a retry, of which Slack allows an app few. */
  async function take(incoming: Incoming | undefined): Promise<void> {
    if (incoming === undefined) return;
    try {
      await context.receive(incoming);
    } catch (error) {
      const hopeless = error instanceof ParleyError && error.status < 500 && error.status !== 429;
      if (!hopeless) throw error;
      context.log.warn({ code: error.code, externalId: incoming.externalId }, error.message);
    }
  }

  app.event('message', ({ event, context: { botUserId } }) => hear(event, botUserId));
  app.event('app_mention', ({ event, context: { botUserId } }) => hear(event, botUserId));
  app.command(/.*/, ({ command }) => take(decodeCommand(command, config)));
  app.action({ type: 'block_actions' }, ({ body }) => take(decodePress(body, config)));
  app.error(async (error) => {
    throw error;
  });
}
