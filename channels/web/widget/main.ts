import { createApi } from './api.js';
import { createConversation } from './conversation.js';
import { stringsFor } from './i18n.js';
import { readOptions } from './options.js';
import { openStore } from './store.js';
import { isFullScreen } from './view/dom.js';
import { createWidget, type Widget } from './view/widget.js';

const OPEN_KEY = 'parley:open';

/** Whether the panel was open when this tab was last unloaded; undefined on a first visit. */
function wasOpen(): boolean | undefined {
  try {
    const kept = sessionStorage.getItem(OPEN_KEY);
    return kept === null ? undefined : kept === 'true';
  } catch {
    return undefined; // storage is blocked, so every visit is a first one
  }
}

function rememberOpen(isOpen: boolean): void {
  try {
    sessionStorage.setItem(OPEN_KEY, String(isOpen));
  } catch {
    // Storage is blocked: the panel starts closed on the next page, which harms nobody.
  }
}

function start(script: HTMLScriptElement): void {
  const options = readOptions(script);
  const store = openStore(`parley:${options.origin}${options.path}`);
  const conversation = createConversation(options, store);
  const { api, opened } = createApi(conversation, () => widget);
  const widget: Widget = createWidget(options, stringsFor(options.lang), conversation, (isOpen) => {
    rememberOpen(isOpen);
    opened(isOpen);
  });
  const mount = () => {
    document.body.append(widget.element);
    conversation.resume();
    if (wasOpen() ?? (options.openAtOnce && !isFullScreen())) widget.open();
  };
  window.Parley = api;
  if (document.body === null) addEventListener('DOMContentLoaded', mount, { once: true });
  else mount();
}

const script = document.currentScript;
if (window.Parley !== undefined) {
  console.warn('Parley: the widget is on this page already; the second script tag is left out.');
} else if (script instanceof HTMLScriptElement) {
  start(script);
} else {
  console.error(
    'Parley: load the widget with a classic script tag, not as a module: <script src=".../widget.js" async>.',
  );
}
