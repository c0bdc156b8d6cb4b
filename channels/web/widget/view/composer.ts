import { LONGEST_MESSAGE } from '../conversation.js';
import type { SentFile } from '../entries.js';
import type { Strings } from '../i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** What goes along with the next message. */
interface Attachments {
  count(): number;
  /** All of them are kept by the bot, so that the message can go. */
  isReady(): boolean;
  /** Hands them out and forgets them. */
  take(): readonly SentFile[];
}

/** Where the person writes. */
export interface Composer {
  readonly element: HTMLFormElement;
  focus(): void;
  /** Shows words while they are spoken, where nothing is written; undefined takes them away again. */
  dictate(words: string | undefined): void;
  /** Puts the buttons of the voice part where there is nothing to send. */
  addVoice(buttons: readonly HTMLElement[]): void;
  /** Takes what goes along with a message; it may go without words then. */
  attach(attachments: Attachments): void;
  /** What goes along has changed. */
  refresh(): void;
  /** Calls back when something written is sent. */
  onSend(listener: () => void): void;
}

const TALLEST = 132; // px, about five lines

/** Makes the composer: Enter sends, Shift+Enter breaks the line, Enter that ends an input method's word does neither. */
export function createComposer(strings: Strings, send: (text: string, files: readonly SentFile[]) => void): Composer {
  const field = h('textarea', {
    class: 'field',
    rows: 1,
    enterkeyhint: 'send',
    autocomplete: 'off',
    maxlength: LONGEST_MESSAGE,
    placeholder: strings.placeholder,
    'aria-label': strings.placeholder.replace(/…$/, ''),
    input: adjust,
    keydown(event) {
      const key = event as KeyboardEvent;
      if (key.key !== 'Enter' || key.shiftKey || key.isComposing) return;
      key.preventDefault();
      submit();
    },
  });
  const listeners: (() => void)[] = [];
  let attachments: Attachments | undefined;
  const button = h('button', { class: 'send', type: 'submit', 'aria-label': strings.send }, icon('send'));
  const element = h('form', { class: 'composer' }, field, button);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });

  function adjust(): void {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
    const hasFiles = (attachments?.count() ?? 0) > 0;
    element.classList.toggle('ready', field.value.trim() !== '' || hasFiles);
    button.setAttribute('aria-disabled', String(hasFiles && attachments?.isReady() === false));
    // Written text has its own direction; the placeholder has the panel's, which "auto" would take from it.
    field.dir = field.value === '' ? '' : 'auto';
  }

  function submit(): void {
    const hasFiles = (attachments?.count() ?? 0) > 0;
    if (field.readOnly || attachments?.isReady() === false || (field.value.trim() === '' && !hasFiles)) return;
    const text = field.value;
    field.value = '';
    adjust();
    for (const listener of listeners) listener();
    send(text, attachments?.take() ?? []);
  }

  function dictate(words: string | undefined): void {
    const isDictating = element.classList.contains('dictating');
    if (words === undefined ? !isDictating : !isDictating && field.value !== '') return;
    element.classList.toggle('dictating', words !== undefined);
    field.readOnly = words !== undefined;
    field.value = words ?? '';
    field.scrollTop = field.scrollHeight;
    adjust();
  }

  return {
    element,
    focus: () => field.focus(),
    dictate,
    addVoice(buttons) {
      element.classList.add('spoken');
      button.before(...buttons);
    },
    attach(next) {
      attachments = next;
      adjust();
    },
    refresh: adjust,
    onSend: (listener) => void listeners.push(listener),
  };
}
