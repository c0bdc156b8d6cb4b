/** A button as the bot offers it: pressing sends `payload`, or opens `url`. */
export interface Choice {
  readonly title: string;
  readonly payload?: string;
  readonly url?: string;
}

/** A picture the bot shows. */
export interface Picture {
  readonly src: string;
  readonly title?: string;
}

/** One element of a generic template: a title with a picture and buttons of its own. */
export interface Card {
  readonly title: string;
  readonly subtitle?: string;
  readonly image?: string;
  readonly choices: readonly Choice[];
}

/** A message of the bot as the transcript keeps it. */
export interface BotEntry {
  readonly kind: 'bot';
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text?: string;
  readonly choices: readonly Choice[];
  readonly picture?: Picture;
  readonly file?: LinkedFile;
  readonly cards: readonly Card[];
  /** Which button was pressed, see `choiceKey`; the others are out of use from then on. */
  readonly chosen?: string;
}

/** A file that the bot sends, by its address. */
export interface LinkedFile {
  readonly src: string;
  readonly name: string;
}

/** A file of the person, as the bot keeps it. */
export interface SentFile {
  /** The bot's reference to it. */
  readonly media: string;
  readonly kind: string;
  readonly mime: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A small picture of it, as a data address. */
  readonly preview?: string;
}

/** A message of the person as the transcript keeps it; until the server has stored it, it is `sending`. */
export interface UserEntry {
  readonly kind: 'user';
  readonly id: string;
  readonly at: number;
  /** What is shown: the words typed, or the title of the button pressed. */
  readonly text: string;
  /** What is sent where that differs from what is shown. */
  readonly payload?: string;
  /** Not shown: the greeting that makes the bot speak first. */
  readonly hidden?: boolean;
  /** Said, not written. */
  readonly spoken?: boolean;
  readonly files?: readonly SentFile[];
  readonly status: 'sending' | 'sent' | 'failed';
  /** Why the server refused it, in its words. */
  readonly problem?: string;
}

/** One line of the transcript. */
export type Entry = BotEntry | UserEntry;

/** Names one button of a message: its place among the quick replies, or the card and its place on it. */
export const choiceKey = (place: number, card = -1): string => (card < 0 ? `${place}` : `${card}.${place}`);

/** An id nobody can guess, for messages. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
