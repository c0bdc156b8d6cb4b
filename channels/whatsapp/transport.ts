import { type Request, type Response, Router } from 'express';
import { LRUCache } from 'lru-cache';
import {
  type ChannelContext,
  formatError,
  type Incoming,
  type OpenChannel,
  ParleyError,
  type RawRequest,
  sameSecret,
} from '../../core/index.js';
import { createPayloads } from './choices.js';
import type { CloudConfig } from './config.js';
import { decode } from './decode.js';
import { whatsappError } from './errors.js';
import { createGraph, windowClosedCode } from './graph.js';
import { createUpload, fetchFrom } from './media.js';
import { readNotification, type WhatsAppStatus } from './notification.js';
import { createSender } from './sender.js';
import { isSigned } from './signature.js';
import { createStatuses } from './statuses.js';
import { createWindow } from './window.js';

const maxPeople = 100_000;
/** Meta gathers many messages into one notification: up to 3 MB (developers.facebook.com, WhatsApp webhooks). */
const maxNotification = 3_145_728;

/** Opens the channel: the webhook takes what Meta notifies of, the Graph API gets the answers. */
export function openWhatsApp(context: ChannelContext, config: CloudConfig): OpenChannel {
  const { log } = context;
  const graph = createGraph(config);
  const window = createWindow();
  const payloads = createPayloads();
  const statuses = createStatuses();
  const upload = createUpload(graph, context.files);
  const sender = createSender({ graph, upload, window, payloads, config, log });
  const latestMessage = new LRUCache<string, string>({ max: maxPeople });
  /** People for whom nothing waits; for others the outbox is asked when they write. */
  const upToDate = new LRUCache<string, true>({ max: maxPeople });
  const background = new Set<Promise<void>>();

  /** Does what nobody waits for; a failure is logged. */
  function aside(work: Promise<void>, failure: string): void {
    const done = work
      .catch((error: unknown) => log.warn({ reason: formatError(error) }, failure))
      .finally(() => background.delete(done));
    background.add(done);
  }

  function verify(request: Request, response: Response): void {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query;
    const isKnown = typeof token === 'string' && sameSecret(token, config.verify_token);
    if (mode !== 'subscribe' || !isKnown || typeof challenge !== 'string') {
      log.warn({ mode: String(mode) }, 'a verification of the webhook was refused: its verify token is a wrong one');
      throw whatsappError('WHATSAPP_VERIFY_TOKEN_WRONG');
    }
    response.type('text/plain').send(challenge);
  }

  async function take(request: Request, response: Response): Promise<void> {
    const { rawBody = Buffer.alloc(0) }: RawRequest = request;
    if (!isSigned(rawBody, request.get('x-hub-signature-256'), config.app_secret)) {
      log.warn({ bytes: rawBody.length }, 'a notification was refused: its signature is missing or wrong');
      throw whatsappError('WHATSAPP_SIGNATURE_INVALID');
    }
    const { messages, statuses: news, skipped } = readNotification(request.body, config.phone_number_id);
    for (const what of skipped) log.info({ what }, 'a part of a notification was passed over');
    for (const { message, contact } of messages) {
      const incoming = decode(message, contact, payloads.payloadOf);
      if (incoming) await store(incoming, message.timestamp);
      else log.debug({ type: message.type, id: message.id }, 'a message that is not answered was passed over');
    }
    for (const status of news) note(status);
    response.sendStatus(200);
  }

  /** What can never be taken in is logged, so that Meta does not send it for a week; the rest is worth sending again. */
  async function store(incoming: Incoming, timestamp: number): Promise<void> {
    const { recipient, externalId } = incoming;
    window.heard(recipient, timestamp);
    latestMessage.set(recipient, externalId);
    try {
      const { duplicate } = await context.receive(incoming);
      if (duplicate) return;
    } catch (error) {
      if (!(error instanceof ParleyError) || ![400, 413].includes(error.status)) throw error;
      log.warn({ externalId, reason: formatError(error) }, 'a message was not taken in');
      return;
    }
    if (config.read_receipts) aside(graph.markRead(externalId, 'receipt'), 'a message could not be marked as read');
    if (upToDate.has(recipient)) return;
    upToDate.set(recipient, true);
    aside(flush(recipient), 'what waited for a person could not be sent; it is tried with their next message');
  }

  async function flush(recipient: string): Promise<void> {
    try {
      await context.flush(recipient);
    } catch (error) {
      upToDate.delete(recipient);
      throw error;
    }
  }

  function note({ id, status, biz_opaque_callback_data: outboxId, errors }: WhatsAppStatus): void {
    if (!statuses.isNews(id, status)) return;
    if (status !== 'failed') {
      log.debug({ id, status, outboxId }, 'WhatsApp tells what became of a message');
      return;
    }
    const reason = errors.map(({ code, title }) => `${code} ${title}`.trim()).join('; ');
    log.error({ id, outboxId, reason }, 'WhatsApp could not deliver a message');
    if (!errors.some(({ code }) => code === windowClosedCode)) return;
    aside(sender.sentTooLate(id), 'the template could not be sent in place of a message');
  }

  const router = Router();
  router.get('/webhook', verify);
  router.post('/webhook', take);
  context.mount(router, { bodyBytes: maxNotification });

  return {
    async send(outgoing) {
      const delivery = await sender.send(outgoing);
      if (delivery === 'absent') upToDate.delete(outgoing.recipient);
      return delivery;
    },
    fetch: fetchFrom(graph, config),
    typing(recipient, state) {
      const messageId = latestMessage.get(recipient);
      if (!config.typing || state === 'off' || messageId === undefined) return;
      aside(graph.markRead(messageId, 'typing'), 'WhatsApp could not show that the bot is writing');
    },
    async close() {
      await Promise.all(background);
    },
  };
}
