import type { Conversation } from '../conversation.js';
import { loadFilesWhenOffered } from '../files-loader.js';
import type { Strings } from '../i18n.js';
import type { Options } from '../options.js';
import base from '../styles/base.css';
import messages from '../styles/messages.css';
import panelStyles from '../styles/panel.css';
import rich from '../styles/rich.css';
import { createVoiceLoader } from '../voice-loader.js';
import { createBanner } from './banner.js';
import { createComposer } from './composer.js';
import { createConfirm } from './confirm.js';
import { h, isFullScreen, isTouch } from './dom.js';
import { keepFocusInside } from './focus.js';
import { createHeader } from './header.js';
import { createLauncher } from './launcher.js';
import { createLog } from './log.js';
import { applyTheme } from './theme.js';
import { followViewport } from './viewport.js';

/** The widget on the page. */
export interface Widget {
  readonly element: HTMLElement;
  isOpen(): boolean;
  open(): void;
  close(): void;
}

/** Builds the widget over a conversation, in a shadow root that neither takes the page's styles nor gives it any. */
export function createWidget(
  options: Options,
  strings: Strings,
  conversation: Conversation,
  changed: (isOpen: boolean) => void,
): Widget {
  const launcher = createLauncher(strings, () => (isOpen ? close() : open()));
  const header = createHeader(options, strings, () => void startOver(), close);
  const banner = createBanner(strings);
  const confirm = createConfirm(strings);
  const composer = createComposer(strings, (text, files) => conversation.say(text, { files }));
  const log = createLog(strings, options.lang, options.title, {
    strings,
    origin: options.origin,
    title: options.title,
    retry: conversation.retry,
    press(id, key, choice) {
      conversation.press(id, key, choice);
      // A pressed button goes out of use and would drop the focus; on a phone the field would bring up the keyboard.
      if (isTouch()) log.element.focus({ preventScroll: true });
      else composer.focus();
    },
  });
  const panel = h(
    'section',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', tabindex: -1, hidden: true },
    header.element,
    banner.element,
    log.element,
    confirm.element,
    composer.element,
  );
  const root = h('div', { class: 'root', lang: options.lang, dir: options.dir, 'data-position': options.position });
  root.append(panel, launcher.element);
  let isOpen = false;

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    panel.hidden = false;
    panel.setAttribute('aria-modal', String(isFullScreen()));
    conversation.start();
    conversation.markRead();
    launcher.show(true, 0);
    log.toEnd();
    if (isTouch()) panel.focus({ preventScroll: true });
    else composer.focus();
    changed(true);
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    confirm.dismiss();
    voice.silence();
    panel.hidden = true;
    launcher.show(false, 0);
    launcher.element.focus({ preventScroll: true });
    changed(false);
  }

  async function startOver(): Promise<void> {
    const agreed = await confirm.ask();
    if (isTouch()) panel.focus({ preventScroll: true });
    else composer.focus();
    if (!agreed) return;
    voice.silence();
    await conversation.reset();
  }

  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      if (confirm.dismiss()) return;
      close();
    }
    if (isFullScreen()) keepFocusInside(panel, event);
  });

  function draw(): void {
    const { entries, unread } = conversation.state();
    log.show(entries);
    launcher.show(isOpen, unread);
  }
  const drawLink = () => {
    header.show(conversation.linkState());
    banner.show(conversation.linkState());
  };
  conversation.watchedBy(() => isOpen && !document.hidden);
  conversation.on('change', draw);
  conversation.on('link', drawLink);
  conversation.on('typing', log.setTyping);
  document.addEventListener('visibilitychange', () => isOpen && !document.hidden && conversation.markRead());

  const element = document.createElement('parley-chat');
  const shadow = element.attachShadow({ mode: 'open' });
  dress(shadow, [base, panelStyles, messages, rich].join('\n')).append(root);
  const around = { options, conversation, composer, panel, dress: (css: string) => void dress(shadow, css) };
  const voice = createVoiceLoader({ ...around, wire: conversation.wire });
  loadFilesWhenOffered(around);
  applyTheme(root, options);
  followViewport(root);
  draw();
  drawLink();
  return { element, isOpen: () => isOpen, open, close };
}

// Constructed sheets pass a page's content security policy where a <style> element would not; Safari before 16.4 has none.
function dress(shadow: ShadowRoot, css: string): ShadowRoot {
  if ('adoptedStyleSheets' in shadow) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } else {
    (shadow as ShadowRoot).append(h('style', {}, css));
  }
  return shadow;
}
