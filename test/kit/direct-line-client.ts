import { type Activity, DirectLine, type Message } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { browserRequest } from './browser-request.js';

/** What a button of the bot shows and brings back. */
export interface Choice {
  readonly title: string;
  readonly text: string;
  readonly displayText?: string;
  readonly value: unknown;
}

/** Somebody who talks to a bot with Microsoft's client of Direct Line. */
export interface DirectLineClient {
  /** Sends a message; resolves to its id when the bot has acknowledged it. */
  says(text: string): Promise<string>;
  /** Presses a suggested action as Web Chat does. */
  presses(choice: Choice): Promise<string>;
  /** Waits until the bot says something that matches; what came before it is not looked at again. */
  gets(expected: RegExp): Promise<{ readonly text: string; readonly choices: readonly Choice[] }>;
  /** All activities so far. */
  readonly seen: readonly Activity[];
  end(): void;
}

/** How the client gets what the bot says. */
export interface ClientOptions {
  readonly token: string;
  /** Where the bot serves the protocol, such as `http://localhost:5005/v3/directline`. */
  readonly domain: string;
  /** By a WebSocket, or by asking again and again. */
  readonly webSocket?: boolean;
}

/** Connects a client; it reconnects by itself. */
export function connectDirectLine({ token, domain, webSocket = true }: ClientOptions): DirectLineClient {
  // The client takes the services of a browser; where WebSockets come from can be told, where requests do can't.
  Object.assign(globalThis, { XMLHttpRequest: browserRequest });
  const socket = { WebSocket: WebSocket as unknown as typeof globalThis.WebSocket };
  const line = new DirectLine({ token, domain, webSocket, pollingInterval: 200, ...socket });
  const seen: Activity[] = [];
  let read = 0;
  let wake = () => {};
  const subscription = line.activity$.subscribe((activity) => {
    seen.push(activity);
    wake();
  });

  const post = (fields: object) =>
    new Promise<string>((resolve, reject) => {
      const message = { type: 'message', from: { id: 'somebody' }, ...fields } as Message;
      line.postActivity(message).subscribe(resolve, reject);
    });

  return {
    seen,
    says: (text) => post({ text, channelData: { clientActivityID: `${Date.now()}-${seen.length}` } }),
    presses: ({ text, value, displayText }) => post({ text, value, channelData: { messageBack: { displayText } } }),
    async gets(expected) {
      for (;;) {
        const activity = seen[read];
        if (activity === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        read += 1;
        if (activity.type !== 'message' || activity.from.role !== 'bot' || !expected.test(activity.text ?? ''))
          continue;
        const choices = (activity.suggestedActions?.actions ?? []) as unknown as readonly Choice[];
        return { text: activity.text ?? '', choices };
      }
    },
    end() {
      subscription.unsubscribe();
      line.end();
    },
  };
}
