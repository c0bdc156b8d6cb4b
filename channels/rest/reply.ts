import type { Response } from 'express';
import type { RestMessage } from './encode.js';

/** The answer to a request while it grows. */
export interface Reply {
  /** Called when the message is stored, before anything is waited for. */
  begin(): void;
  readonly add: (messages: readonly RestMessage[]) => void;
  end(): void;
}

/** An answer that is one JSON array, or a stream of lines. */
export function createReply(response: Response, stream: boolean): Reply {
  return stream ? streamed(response) : collected(response);
}

function collected(response: Response): Reply {
  const messages: RestMessage[] = [];
  return {
    begin: () => undefined,
    add: (more) => void messages.push(...more),
    end: () => void response.json(messages),
  };
}

/** Newline-delimited JSON under the content type that Rasa gives it (rasa/core/channels/rest.py). */
function streamed(response: Response): Reply {
  return {
    begin() {
      response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      response.flushHeaders();
    },
    add(messages) {
      for (const message of messages) response.write(`${JSON.stringify(message)}\n`);
    },
    end: () => void response.end(),
  };
}
