import { request } from 'undici';

/** What a person heard on a line. */
export interface Heard {
  readonly person: number;
  readonly text: string;
}

/** A platform that people write to the bot through, with the fake of it that takes the answers. */
export interface Line {
  readonly name: string;
  /** The channel's part of credentials.yml. */
  readonly settings: object;
  /** Whether answers come in the response of the message itself; its time is then no acknowledgement. */
  readonly answersAtOnce?: boolean;
  /** Hands the bot a message; the same id is the same message. Resolves when it is acknowledged. */
  say(bot: string, message: { readonly person: number; readonly id: string; readonly text: string }): Promise<void>;
  /** How many answers so far. */
  answers(): number;
  /** Answers so far, in the order in which the platform took them. */
  heard(): readonly Heard[];
  close(): Promise<void>;
}

/**
 * Posts to the bot and reads the whole answer; anything but a 2xx is an error. Not by `fetch`, which takes twice the time of
 * the processors that the bot shares.
 */
export async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await request(url, { method: 'POST', body, headers });
  const text = await response.body.text();
  const { statusCode } = response;
  if (statusCode >= 200 && statusCode < 300) return text;
  throw new Error(`status ${statusCode} at ${new URL(url).pathname}: ${text.slice(0, 200)}`);
}
