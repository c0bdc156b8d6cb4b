import { type ChannelContext, formatError, type Incoming, ParleyError } from '../../../core/index.js';
import type { WebClient, WebMessage } from './client.js';
import { decode } from './decode.js';
import { pause } from './pause.js';

/** Pauses before a message that could not be stored is tried again, in ms; unread ones come again at the next start. */
const storePausesMs = [1_000, 2_000, 4_000, 8_000, 16_000];

/** What an intake works with. */
interface IntakeOptions {
  readonly context: Pick<ChannelContext, 'receive' | 'log' | 'signal'>;
  /** What a bare mention stands for. */
  readonly startMessage: string;
  /** A message was stored that had not been before. */
  onStored(incoming: Incoming, message: WebMessage): void;
}

/** Takes messages in, those of a chat one after the other. */
export interface Intake {
  /** Learns by which ids the bot's own number is mentioned. */
  belongsTo(client: WebClient): Promise<void>;
  take(message: WebMessage): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<unknown>;
}

/** Makes an intake. */
export function createIntake({ context, startMessage, onStored }: IntakeOptions): Intake {
  const { log, signal } = context;
  const lines = new Map<string, Promise<void>>();
  let ownIds: ReadonlySet<string> = new Set();

  async function takeIn(message: WebMessage): Promise<void> {
    const incoming = await decode(message, ownIds, startMessage);
    if (!incoming) log.debug({ type: message.type }, 'a message that is not answered was passed over');
    else if ((await store(incoming, storePausesMs)) === 'new') onStored(incoming, message);
  }

  async function store(incoming: Incoming, [ms, ...rest]: readonly number[]): Promise<'new' | 'not new'> {
    try {
      const { duplicate } = await context.receive(incoming);
      return duplicate ? 'not new' : 'new';
    } catch (error) {
      const isHopeless = error instanceof ParleyError && [400, 413].includes(error.status);
      if (isHopeless || ms === undefined || signal.aborted) {
        log.error({ externalId: incoming.externalId, reason: formatError(error) }, 'a message was not taken in');
        return 'not new';
      }
      await pause(ms, signal);
      return store(incoming, rest);
    }
  }

  return {
    async belongsTo(client) {
      const own = client.info.wid._serialized;
      ownIds = new Set([own]);
      // In groups a number may be known by a hidden id.
      const [ids] = await client.getContactLidAndPhone([own]);
      ownIds = new Set([own, ids?.lid, ids?.pn].filter((id) => id !== undefined));
    },
    take(message) {
      const { from } = message;
      const done = (lines.get(from) ?? Promise.resolve())
        .then(() => takeIn(message))
        .catch((error: unknown) => log.error({ err: error }, 'a message could not be taken in'))
        .finally(() => {
          if (lines.get(from) === done) lines.delete(from);
        });
      lines.set(from, done);
    },
    idle: () => Promise.all(lines.values()),
  };
}
