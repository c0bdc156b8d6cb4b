import type { Conversation } from './conversation.js';
import type { Options } from './options.js';
import type { Composer } from './view/composer.js';

/** What the files part, a file of its own that is loaded where the bot takes files, gets of the widget. */
export interface FilesHost {
  readonly options: Options;
  readonly conversation: Conversation;
  readonly composer: Composer;
  readonly panel: HTMLElement;
  /** Where files are uploaded, relative to the widget's own address. */
  readonly path: string;
  /** Adds style sheets beside the widget's own. */
  dress(css: string): void;
}
