import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { type Channel, defineChannel } from '../../core/index.js';
import { createTalk, type Talk } from './transport.js';

/** What a terminal is read from and written to. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

/** The terminal channel, and when the person has left. */
export interface TerminalChannel {
  readonly channel: Channel;
  /** Resolves when the input has ended, or `/stop` was said, and the last answer is out. */
  readonly finished: Promise<void>;
}

const terminalConfig = z.strictObject({
  /** The conversation to talk in; default: a new one. */
  sender: z.string().min(1).optional(),
});

/** Settings of the terminal channel, parsed. */
export type TerminalConfig = z.infer<typeof terminalConfig>;

/** A conversation in a terminal, line by line; piped lines are answered one after the other. */
export function createTerminal(terminal: Terminal = { input: process.stdin, output: process.stdout }): TerminalChannel {
  const talk: Talk = createTalk(terminal);
  const channel = defineChannel<TerminalConfig>({
    name: 'terminal',
    capabilities: {
      buttons: false,
      images: false,
      cards: false,
      typing: false,
      voice: false,
      files: false,
      edit: false,
      maxTextLength: Number.MAX_SAFE_INTEGER,
    },
    config: terminalConfig,
    open: talk.open,
  });
  return { channel, finished: talk.finished };
}
