import { type ChannelContext, ParleyError } from '../../core/index.js';
import { type DecodeOptions, decode } from './decode.js';
import { update } from './update.js';

/** What an update is taken in with. */
export interface Intake extends DecodeOptions {
  readonly context: Pick<ChannelContext, 'receive' | 'flush' | 'log'>;
  /** Tells Telegram that the press of a button was noticed. */
  answerPress(pressId: string): void;
}

/**
 * Takes an update in; when it resolves, Telegram need not deliver it again. What can't be read, or is refused for good
 * (too long, say), is logged and done with: it would hold up all that comes after it. Whatever else fails is thrown.
 */
export async function take(body: unknown, { context, answerPress, ...options }: Intake): Promise<void> {
  const { log } = context;
  const { data, error } = update.safeParse(body);
  if (error) {
    const problems = error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    log.warn({ problems }, 'an update of Telegram could not be read and was left out');
    return;
  }
  const decoded = decode(data, options);
  if (decoded.kind === 'nothing') return;
  if (decoded.kind === 'return') return await context.flush(decoded.recipient);
  try {
    if (decoded.incoming) await context.receive(decoded.incoming);
  } catch (error) {
    if (!(error instanceof ParleyError) || error.status >= 500 || error.status === 429) throw error;
    log.warn({ code: error.code, updateId: data.update_id }, `a message was refused: ${error.message}`);
  }
  if (decoded.kind === 'press') answerPress(decoded.pressId);
}
