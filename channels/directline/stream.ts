import type { WebSocket } from 'ws';
import type { DirectLineConfig } from './config.js';
import { type Activity, type ActivitySet, type ConversationRecord, positionOf } from './record.js';

/** One WebSocket on which a client reads a conversation. */
export interface Stream {
  /** Sends what the client does not have; resolves when it has it, and rejects when it is gone. */
  catchUp(): Promise<void>;
  /** Sends something that is not kept. */
  show(activity: Activity): void;
  close(): void;
}

/** What a stream reads from, and where it begins. */
export interface StreamSource {
  record(): ConversationRecord;
  /** What the client says it has. */
  readonly watermark: string | null;
  /** Called when the client has got something. */
  read(): void;
}

/**
 * Serves an open WebSocket. The protocol has no acknowledgement, but WebSockets have one: whoever answers a ping has what
 * was sent before it (RFC 6455, section 5.5.3), so each set of activities is followed by a ping that bears its watermark.
 */
export function openStream(socket: WebSocket, source: StreamSource, config: DirectLineConfig): Stream {
  let sent = Math.min(positionOf(source.watermark), source.record().last);
  let waiting: { readonly position: number; resolve(): void; reject(reason: Error): void }[] = [];
  let isAlive = true;
  source.record().confirm(sent);

  function settle(position: number): void {
    const due = waiting.filter((one) => one.position <= position);
    waiting = waiting.filter((one) => one.position > position);
    for (const one of due) one.resolve();
  }

  function catchUp(): Promise<void> {
    const set = source.record().after(sent);
    sent = Math.max(sent, positionOf(set.watermark));
    if (set.activities.length > 0) write(set);
    const position = sent;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => socket.terminate(), config.ack_timeout * 1_000);
      const settled = (finish: () => void) => () => {
        clearTimeout(timer);
        finish();
      };
      waiting.push({ position, resolve: settled(resolve), reject: (reason) => settled(() => reject(reason))() });
      if (socket.readyState !== socket.OPEN) breakOff();
      else socket.ping(String(position));
    });
  }

  const write = (set: ActivitySet): void => socket.send(JSON.stringify(set));

  function breakOff(): void {
    clearInterval(heart);
    const lost = waiting;
    waiting = [];
    for (const one of lost) one.reject(new Error('the stream broke off'));
  }

  const heart = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    // Empty text keeps proxies and clients from taking the stream for dead; the ping asks whether the client is.
    socket.send('');
    socket.ping(String(sent));
  }, config.keep_alive * 1_000).unref();

  socket.on('pong', (data) => {
    isAlive = true;
    const position = positionOf(data.toString());
    source.record().confirm(position);
    settle(position);
    source.read();
  });
  socket.on('error', () => socket.terminate());
  socket.once('close', breakOff);

  return {
    catchUp,
    show: (activity) => write({ activities: [activity], watermark: String(sent) }),
    close: () => socket.terminate(),
  };
}
