import type { Channel } from '../../../core/channel.js';
import type { MatrixRow } from './rows.js';

/** Whether the bot took what a platform delivered, as it told the platform: an acknowledgement, or a refusal. */
export type Verdict = 'taken' | 'refused';

/** What a person can send beside text. */
export type AttachmentKind = 'picture' | 'file' | 'location' | 'contact' | 'voice';

/** A message of the bot, read from what the platform received. */
export interface Shown {
  /** Where it was said, in any form that tells a private talk, a group and a thread apart. */
  readonly to: string;
  readonly text: string;
  /** The titles of its buttons, or the rows of its list, in order. */
  readonly buttons: readonly string[];
  /** The address of its picture. */
  readonly image?: string;
  /** The address of its file. */
  readonly file?: string;
}

/** How a delivery is not what it should be: signed by somebody else, not signed, or signed too long ago. */
export type Forgery = 'wrong signature' | 'no signature' | 'replay';

/**
 * A platform's fake, with what people do there. All go to one bot; `say` and its like are one person, in a private talk
 * unless the name says otherwise. Each resolves when the bot has answered the delivery, not when it has answered the
 * person. What a platform does not have is left out, and its reason given in `ChannelDriver.lacks`.
 */
export interface MatrixPlatform {
  readonly channel: Channel;
  /** The settings that lead the channel to the fake. */
  readonly config: object;
  /** Called when the bot listens, for platforms whose people connect to it. */
  connect?(botUrl: string): Promise<void> | void;
  close(): Promise<void>;

  /** What the platform received and showed, in order; typing, receipts and refused requests are left out. */
  sent(): readonly Shown[];
  /** Resolves when the platform has shown so many messages. */
  shows(count: number): Promise<void>;

  say(text: string): Promise<Verdict>;
  /** Presses a button of the latest message that has it. */
  press?(title: string): Promise<Verdict>;
  attach?(kind: AttachmentKind): Promise<Verdict>;
  /** Tells that the latest thing said now reads otherwise. */
  edit?(text: string): Promise<Verdict>;
  /** Tells that the latest thing said was deleted. */
  delete?(): Promise<Verdict>;
  /** Tells what became of a message of the bot, and what else is told that nobody said. */
  status?(): Promise<Verdict>;
  /** Delivers a message that the bot itself wrote. */
  ownMessage?(text: string): Promise<Verdict>;
  /** Says something in a group, where the bot is one of many. */
  sayInGroup?(text: string, to: 'bot' | 'others'): Promise<Verdict>;
  /** Says something to the bot in a thread of the group. */
  sayInThread?(text: string): Promise<Verdict>;
  /** Delivers the latest delivery once more. */
  again?(): Promise<Verdict>;
  /** Says something in a delivery that is not what it should be. */
  forge?(text: string, forgery: Forgery): Promise<Verdict>;
  /** Delivers a body that is no JSON, well signed. */
  sayNoJson?(): Promise<Verdict>;
  /** Says several things in one delivery. */
  sayAtOnce?(texts: readonly string[]): Promise<Verdict>;
  /** Says two things, of which the later one is delivered first. */
  sayInWrongOrder?(earlier: string, later: string): Promise<Verdict>;
  /** The platform answers the next message of the bot with "too many requests", and the seconds to wait. */
  limitRate?(seconds: number): void;
  /** The platform fails at the next messages of the bot: it is out of order for so many requests. */
  fail?(times: number): void;
}

/** A channel and its platform, for the matrix. */
export interface ChannelDriver {
  /** As tests show it, such as `telegram, by polling`. */
  readonly name: string;
  /** Why the platform has no such thing, for the rows that do not apply; each is a sentence that reads on from "skipped: ". */
  readonly lacks: Partial<Readonly<Record<MatrixRow, string>>>;
  /** Starts the platform's fake on a free port. */
  start(): Promise<MatrixPlatform>;
}
