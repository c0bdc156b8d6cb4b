/** A button under a bot message; pressing it sends `payload` as the person's next message. */
export interface Button {
  readonly title: string;
  readonly payload: string;
  readonly type?: string;
}

/** What a bot message carries beside its text, in Rasa's names. */
export interface BotMessageData {
  readonly buttons?: readonly Button[];
  readonly quick_replies?: readonly Button[];
  readonly elements?: readonly unknown[];
  readonly image?: string;
  readonly attachment?: unknown;
  readonly custom?: unknown;
}

/** A message from the bot to a person, before a channel encodes it. */
export interface BotMessage extends BotMessageData {
  readonly text?: string;
  /** What the sender of the message wants known of it, such as the response's name. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}
