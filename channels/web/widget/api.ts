import type { Conversation } from './conversation.js';
import { createEmitter } from './emitter.js';
import type { Entry } from './entries.js';
import type { Widget } from './view/widget.js';

/** A message as the page hears of it. */
interface PageMessage {
  readonly id: string;
  readonly from: 'bot' | 'user';
  readonly text: string;
}

/** What the page can listen to, and what each event carries. */
interface PageEvents {
  message: PageMessage;
  open: undefined;
  close: undefined;
}

/** `window.Parley`: what a host page can do with the widget. */
export interface PageApi {
  open(): void;
  close(): void;
  /** Sends a message as if the person had written it. */
  send(text: string): void;
  /** Ends the conversation and begins a new one. */
  reset(): Promise<void>;
  /** Listens; the returned function stops listening. */
  on<Name extends keyof PageEvents>(name: Name, listener: (value: PageEvents[Name]) => void): () => void;
}

declare global {
  interface Window {
    Parley?: PageApi;
  }
}

const forPage = (entry: Entry): PageMessage => ({ id: entry.id, from: entry.kind, text: entry.text ?? '' });

/** Makes the page's API over a widget; `opened` reports the panel's opening and closing to the page. */
export function createApi(
  conversation: Conversation,
  widget: () => Widget,
): { api: PageApi; opened(isOpen: boolean): void } {
  const { on, emit } = createEmitter<PageEvents>();
  conversation.on('message', (entry) => emit('message', forPage(entry)));
  return {
    api: {
      open: () => widget().open(),
      close: () => widget().close(),
      send: (text) => conversation.say(text),
      reset: () => conversation.reset(),
      on,
    },
    opened: (isOpen) => emit(isOpen ? 'open' : 'close', undefined),
  };
}
