import { setTimeout } from 'node:timers/promises';
import type { Receiver, webApi } from '@slack/bolt';
import type { ChannelContext, OpenChannel } from '../../core/index.js';
import type { SlackConfig } from './config.js';
import { slackError } from './errors.js';
import { fetchFrom } from './files.js';
import { createIdentity, type Identity } from './identity.js';
import { listen } from './listen.js';
import { boltLogger } from './logger.js';
import { createPosting, refusalOf } from './post.js';
import { proxiedFetch } from './proxy.js';
import { acknowledgingLate, createHttpReceiver } from './receivers.js';
import { createThreads, lookInto } from './threads.js';
import { createUpload } from './upload.js';

/** How long Slack's API may take, in ms, while Slack waits for us; and otherwise. */
const hurryMs = 2_000;
const patienceMs = 15_000;
/** How long the bot waits at its start for the connection of Socket Mode, in ms. */
const connectMs = 5_000;

/**
 * Opens the Slack channel: Bolt sorts what comes in and authorizes it, over HTTP or Socket Mode.
 *
 * @throws ParleyError SLACK_TOKEN_REFUSED
 */
export async function openSlack(context: ChannelContext, config: SlackConfig): Promise<OpenChannel> {
  const { App, LogLevel, SocketModeReceiver, webApi } = await import('@slack/bolt');
  const { log } = context;
  const logger = boltLogger(log, LogLevel.INFO);
  const proxy = config.proxy === undefined ? undefined : await proxiedFetch(config.proxy);
  const clientOptions: webApi.WebClientOptions = {
    slackApiUrl: config.slack_api_url,
    logger,
    // The outbox tries again by itself, and must hear of it to keep the order.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(proxy ? { fetch: proxy.fetch } : {}),
  };
  const asking = new webApi.WebClient(config.slack_token, { ...clientOptions, timeout: hurryMs });
  const identity = createIdentity(asking, config);
  await checkToken(identity, context);

  const receiver = receive();
  const app = new App({ receiver, authorize: identity, clientOptions, logger, convoStore: false });
  const threads = createThreads(lookInto(asking, identity, context));
  listen(app, { context, config, threads });
  await startOrGoOn(receiver, context);

  function receive(): Receiver {
    if (config.app_token === undefined) {
      const http = createHttpReceiver(config.slack_signing_secret ?? '', log);
      context.mount(http.router);
      return http;
    }
    const { dispatcher } = proxy ?? {};
    return acknowledgingLate(
      new SocketModeReceiver({
        appToken: config.app_token,
        logger,
        installerOptions: { clientOptions },
        ...(dispatcher ? { dispatcher } : {}),
      }),
    );
  }

  const client = new webApi.WebClient(config.slack_token, { ...clientOptions, timeout: patienceMs });
  return {
    send: createPosting({ client, config, upload: createUpload(client, context.files), log }),
    fetch: fetchFrom(config, proxy),
    async close() {
      await receiver.stop();
      await proxy?.close();
    },
  };
}

/** A token that Slack does not know is found at once; a Slack that can't be reached is asked again with the first event. */
async function checkToken(identity: () => Promise<Identity>, { log }: ChannelContext): Promise<void> {
  try {
    await identity();
  } catch (error) {
    throwRefusal(error, 'slack_token');
    log.warn({ err: error }, 'Slack could not be reached; its token is checked with the first message.');
  }
}

/** Socket Mode connects again and again until it can; the rest of the bot does not wait for that. */
async function startOrGoOn(receiver: Receiver, { log, signal }: ChannelContext): Promise<void> {
  const late = Symbol('late');
  const enough = new AbortController();
  const started = receiver.start();
  try {
    const first = await Promise.race([started, setTimeout(connectMs, late, { signal: enough.signal })]);
    if (first === late) log.warn({}, 'Slack could not be reached yet; the bot goes on to try.');
  } catch (error) {
    throwRefusal(error, 'app_token');
    throw error;
  } finally {
    enough.abort();
    started.catch((error: unknown) => {
      if (!signal.aborted) log.error({ err: error }, 'The connection with Slack was given up.');
    });
  }
}

function throwRefusal(error: unknown, setting: string): void {
  const reason = refusalOf(error);
  if (reason === undefined) return;
  throw slackError('SLACK_TOKEN_REFUSED', { setting, reason }, { owner: 'slack', cause: error });
}
