import type { Logger } from '../../../core/index.js';
import type { WebClient, WebMessage } from './client.js';
import { pause } from './pause.js';
import { within } from './within.js';

/** How it stands with WhatsApp. */
export type WebState =
  | { readonly phase: 'starting' | 'loading' | 'ready' | 'closed' }
  | { readonly phase: 'scan'; readonly qr: string }
  | { readonly phase: 'pausing'; readonly ms: number; readonly reason: string };

/** What a watchdog works with. */
interface WatchdogOptions {
  /** Makes a client that is not started; `onFault` takes what fails where nobody waits for it. */
  makeClient(onFault: (error: unknown) => void): WebClient;
  /** Called with each change. */
  onState(state: WebState): void;
  /** The client can send and receive; called again after each restart. */
  onReady(client: WebClient): void;
  onMessage(message: WebMessage, client: WebClient): void;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** How long each phase may last without a sign of life before the browser counts as stuck, in ms. */
const patience = { starting: 120_000, scan: 300_000, loading: 180_000 };
/** How often a client that is ready is asked for its state, and how long it may take to answer, in ms. */
const checkMs = 60_000;
const answerMs = 15_000;
/** Checks in a row that may fail: a phone without network, a router that restarts. */
const maxMissed = 3;
/** Pauses before a restart, in ms. */
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;
/** How long a browser may take to close before it is killed, in ms. */
const closeMs = 7_000;

/**
 * Keeps a browser with WhatsApp Web running until the signal is aborted: one that ends, falls silent or never gets ready is
 * closed, killed if it does not close, and started again, after pauses that grow as long as it does not get ready.
 */
export async function watch(options: WatchdogOptions): Promise<void> {
  const { signal, log, onState } = options;
  for (let failures = 0; !signal.aborted; ) {
    const { reason, wasReady } = await runOnce(options);
    if (signal.aborted) break;
    failures = wasReady ? 0 : failures + 1;
    const ms = Math.min(firstPauseMs * 2 ** Math.max(0, failures - 1), longestPauseMs);
    log.warn({ reason, pauseMs: ms }, 'WhatsApp Web has ended and is started again after a pause');
    onState({ phase: 'pausing', ms, reason });
    await pause(ms, signal);
  }
  onState({ phase: 'closed' });
}

/** One life of a browser; resolves when it is closed. */
async function runOnce(options: WatchdogOptions): Promise<{ readonly reason: string; readonly wasReady: boolean }> {
  const { signal, onState, onReady, onMessage } = options;
  let isOver = false;
  let end: (reason: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    end = (reason) => {
      isOver = true;
      resolve(reason);
    };
  });
  const stop = () => end('the bot stops');
  signal.addEventListener('abort', stop, { once: true });
  const client = options.makeClient((error) => end(reasonOf(error)));
  let timer: NodeJS.Timeout | undefined;
  let wasReady = false;

  /** The phase has begun, or shows that it is alive. */
  function enter(phase: keyof typeof patience, state: WebState): void {
    if (wasReady || isOver) return;
    clearTimeout(timer);
    onState(state);
    timer = setTimeout(() => end(`nothing happened for ${patience[phase] / 1_000} s while ${phase}`), patience[phase]);
  }

  /** Asks a client that is ready for its state, again and again; it ends when too many answers in a row are missing. */
  function check(missed: number): void {
    timer = setTimeout(async () => {
      const answer = await within(answerMs, client.getState()).catch(() => undefined);
      const misses = answer === 'CONNECTED' ? 0 : missed + 1;
      if (misses >= maxMissed) end(`no connection in ${maxMissed} checks (${answer ?? 'no answer'})`);
      else if (!isOver) check(misses);
    }, checkMs);
  }

  client.on('qr', (qr) => enter('scan', { phase: 'scan', qr }));
  client.on('authenticated', () => enter('loading', { phase: 'loading' }));
  client.on('loading_screen', () => enter('loading', { phase: 'loading' }));
  client.on('auth_failure', (reason) => end(`the session was refused: ${reason}`));
  client.on('disconnected', (reason) => end(`disconnected: ${reason}`));
  client.on('message', (message) => onMessage(message, client));
  client.on('ready', () => {
    // A client that is being put away may still say so.
    if (isOver) return;
    if (!wasReady) {
      clearTimeout(timer);
      check(0);
    }
    wasReady = true;
    onState({ phase: 'ready' });
    onReady(client);
  });

  enter('starting', { phase: 'starting' });
  client.initialize().catch((error: unknown) => end(reasonOf(error)));
  const reason = await ended;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  await putAway(client);
  return { reason, wasReady };
}

/** Closes a browser, or kills it: the next one could not use its session otherwise. */
async function putAway(client: WebClient): Promise<void> {
  const browser = client.pupBrowser?.process();
  const closed = await within(
    closeMs,
    client.destroy().then(() => true),
  ).catch(() => false);
  if (!closed) browser?.kill('SIGKILL');
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
