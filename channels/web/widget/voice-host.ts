import type { Conversation } from './conversation.js';
import type { Wire } from './link.js';
import type { Options } from './options.js';
import type { Composer } from './view/composer.js';

/** What a bot that understands speech offers on connecting. */
export interface VoiceOffer {
  /** It can speak, too. */
  readonly speaks: boolean;
  /** Samples a second that it wants to hear. */
  readonly rate: number;
}

/** What the voice part, a file of its own that is loaded when it is wanted, gets of the widget. */
export interface VoiceHost {
  readonly options: Options;
  readonly conversation: Conversation;
  readonly wire: Wire;
  readonly composer: Composer;
  readonly panel: HTMLElement;
  /** Without it the browser's own recogniser and voice are used. */
  readonly offer: VoiceOffer | undefined;
  /** Adds style sheets beside the widget's own. */
  dress(css: string): void;
}

/** What the widget tells the voice part. */
export interface VoicePart {
  /** The panel was closed, or the conversation begun anew: nothing is heard or said any longer. */
  silence(): void;
}
