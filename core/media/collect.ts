import type { OpenChannel } from '../channel.js';
import { formatError, ParleyError } from '../errors.js';
import { type Clock, growing, pause } from '../inbox/clock.js';
import { createSlots, type Slots } from '../inbox/slots.js';
import type { Logger } from '../kernel/logger.js';
import type { PendingMessage } from '../store/intake.js';
import type { AttachmentFailure } from './file.js';
import { kindOf } from './file-types.js';
import type { Media } from './media.js';

/** Fetches what came with a message, before its turn. */
export type Collect = (message: PendingMessage, signal: AbortSignal) => Promise<PendingMessage>;

/** What collecting works with. */
export interface CollectParts {
  readonly media: Pick<Media, 'keep' | 'claim' | 'describe' | 'secretName' | 'limits'>;
  readonly channels: { get(name: string): OpenChannel | undefined };
  readonly log: Logger;
  readonly clock: Clock;
}

/** A thing in `metadata.attachments` that is a file: to be fetched (`source`), or uploaded before (`media`). */
type Attachment = Readonly<Record<string, unknown>> &
  ({ readonly source: string } | { readonly source?: undefined; readonly media: string });

const attempts = 4;
/** Pauses between attempts, in ms: the first and the longest. */
const pauses = [1_000, 15_000] as const;
/** Files fetched at the same time from one platform, all conversations together. */
const mostAtOnce = 16;

/** What an action is told for each error; all others may pass, so the file is `unavailable`. */
const failures: Readonly<Record<string, AttachmentFailure>> = {
  MEDIA_TOO_LARGE: 'too_large',
  MEDIA_TYPE_REFUSED: 'type_refused',
  MEDIA_EMPTY: 'empty',
  MEDIA_NO_SPACE: 'no_space',
  MEDIA_UNKNOWN: 'not_found',
};

/** Whether a message has to wait for files; a message without any goes on in the same moment. */
export function hasFiles({ metadata }: Pick<PendingMessage, 'metadata'>): boolean {
  return metadata !== undefined && Array.isArray(metadata.attachments) && metadata.attachments.some(isFile);
}

/**
 * Makes it. A file keeps its id over restarts and attempts, so that what was fetched once is not fetched again; what can't be
 * fetched is marked with `failed`, and the message goes on without it.
 */
export function createCollect({ media, channels, log, clock }: CollectParts): Collect {
  const { max_files, timeout } = media.limits;
  const slots = new Map<string, Slots>();

  /** A platform that hangs holds up its own files alone. */
  function slotsOf(channel: string): Slots {
    const found = slots.get(channel) ?? createSlots(mostAtOnce);
    slots.set(channel, found);
    return found;
  }

  async function collectOne(
    attachment: Attachment,
    index: number,
    message: PendingMessage,
    signal: AbortSignal,
    stopping: AbortSignal,
  ): Promise<object> {
    const { source, media: uploaded, ...about } = attachment;
    try {
      if (index >= max_files) return { ...about, failed: 'too_many' satisfies AttachmentFailure };
      const found =
        source === undefined
          ? await claim(String(uploaded), message)
          : await fetchPatiently(source, index, message, signal);
      const { id, mime, name, size } = found;
      return { kind: kindOf(mime), ...about, mime, ...(name === undefined ? {} : { name }), size, media: id };
    } catch (error) {
      if (stopping.aborted) throw error;
      const { channel, conversationId, inboxId } = message;
      const reason = formatError(signal.aborted ? signal.reason : error);
      log.warn({ channel, conversationId, inboxId, reason }, 'A file could not be taken in.');
      const failed = error instanceof ParleyError ? failures[error.code] : undefined;
      const gone = Object(error).permanent === true ? 'not_found' : 'unavailable';
      return { ...about, failed: (failed ?? gone) satisfies AttachmentFailure };
    }
  }

  /** A file that was uploaded by whoever sent the message. */
  async function claim(id: string, { channel, recipient, conversationId }: PendingMessage) {
    const found = await media.claim(id, uploaderName(channel, recipient), conversationId);
    if (!found) throw new ParleyError('MEDIA_UNKNOWN', { id });
    return found;
  }

  async function fetchPatiently(source: string, index: number, message: PendingMessage, signal: AbortSignal) {
    const id = media.secretName([message.channel, message.externalId, String(index)]);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const known = await media.describe(id);
        return known ?? (await slotsOf(message.channel)(() => fetchOnce(source, id, message, signal)));
      } catch (error) {
        if (signal.aborted || attempt === attempts || !mayPass(error)) throw error;
        const asked: unknown = Object(error).retryAfterMs;
        await pause(clock, typeof asked === 'number' ? asked : growing(attempt, ...pauses), signal);
        if (signal.aborted) throw error;
      }
    }
  }

  async function fetchOnce(source: string, id: string, message: PendingMessage, signal: AbortSignal) {
    const channel = channels.get(message.channel);
    // Whoever writes over a channel that fetches nothing can put anything into the metadata.
    if (!channel?.fetch) throw new ParleyError('MEDIA_UNKNOWN', { id: source });
    const done = new AbortController();
    try {
      const file = await channel.fetch(source, AbortSignal.any([signal, done.signal]));
      return await media.keep(file, { conversationId: message.conversationId }, signal, id);
    } finally {
      // What was refused unread would keep its connection.
      done.abort();
    }
  }

  return async (message, signal) => {
    const late = new AbortController();
    const callOff = clock.after(timeout * 1_000, () =>
      late.abort(new ParleyError('MEDIA_TIMEOUT', { seconds: timeout })),
    );
    const both = AbortSignal.any([signal, late.signal]);
    const all = Array.isArray(message.metadata?.attachments) ? message.metadata.attachments : [];
    let files = 0;
    try {
      const attachments = await Promise.all(
        all.map((one: unknown) => (isFile(one) ? collectOne(one, files++, message, both, signal) : one)),
      );
      return { ...message, metadata: { ...message.metadata, attachments } };
    } finally {
      callOff();
    }
  };
}

/** Who uploaded a file, as it is written beside it. */
export function uploaderName(channel: string, recipient: string): string {
  return `${channel}\n${recipient}`;
}

function isFile(value: unknown): value is Attachment {
  const { source, media } = Object(value);
  return typeof source === 'string' || (source === undefined && typeof media === 'string');
}

/** A refusal of the file itself stays one; a platform or a store that fails may be better the next time. */
function mayPass(error: unknown): boolean {
  if (Object(error).permanent === true) return false;
  return !(error instanceof ParleyError && error.code in failures);
}
