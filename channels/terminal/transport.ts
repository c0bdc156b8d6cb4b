import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import picocolors from 'picocolors';
import type { ChannelContext, OpenChannel } from '../../core/index.js';
import { decode } from './decode.js';
import { encode } from './encode.js';
import type { Terminal, TerminalConfig } from './index.js';

/** A conversation in a terminal, before and after it is opened. */
export interface Talk {
  open(context: ChannelContext, config: TerminalConfig): OpenChannel;
  readonly finished: Promise<void>;
}

/** Prepares a conversation; reading starts when it is opened. */
export function createTalk({ input, output }: Terminal): Talk {
  const interactive = input.isTTY === true && output.isTTY === true;
  const colors = output.isTTY === true && picocolors.isColorSupported;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  function open(context: ChannelContext, config: TerminalConfig): OpenChannel {
    const conversation = config.sender ?? randomUUID();
    const lines = createInterface({ input, ...(interactive ? { output, prompt: 'you  › ' } : {}) });
    context.signal.addEventListener('abort', () => lines.close());

    async function converse(): Promise<void> {
      if (interactive) lines.prompt();
      for await (const line of lines) {
        const incoming = decode(line, conversation);
        if (incoming === 'stop') return;
        if (incoming) await (await context.receive(incoming)).settled;
        if (interactive) lines.prompt();
      }
    }

    converse()
      .catch((error: unknown) => context.log.error({ err: error }, 'the conversation in the terminal broke off'))
      .finally(() => {
        lines.close();
        finish();
      });

    return {
      async send({ message }) {
        const text = encode(message, colors);
        const shown = interactive ? `${picocolors.createColors(colors).cyan('bot  ›')} ${text}` : text;
        await new Promise<void>((resolve) => output.write(`${shown}\n`, () => resolve()));
        return 'delivered';
      },
      close: () => lines.close(),
    };
  }

  return { open, finished };
}
