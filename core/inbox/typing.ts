import { formatError } from '../errors.js';
import type { Surroundings } from './outbox.js';

/** A turn that takes longer than this is shown as typing, in ms. */
const patience = 300;

/** Does something, and shows the recipient that the bot is at work while it takes long. */
export async function showTyping<Result>(
  { channels, clock, log }: Surroundings,
  to: { readonly channel: string; readonly recipient: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const channel = channels.get(to.channel);
  if (!channel?.typing) return await work();
  let shown = false;
  const show = (state: 'on' | 'off') => {
    try {
      channel.typing?.(to.recipient, state);
    } catch (error) {
      log.warn({ channel: to.channel, reason: formatError(error) }, 'A channel failed to show typing.');
    }
  };
  const callOff = clock.after(patience, () => {
    shown = true;
    show('on');
  });
  try {
    return await work();
  } finally {
    callOff();
    if (shown) show('off');
  }
}
