import { LONGEST_MESSAGE } from '../conversation.js';
import type { Strings } from '../i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** Where the person writes. */
export interface Composer {
  readonly element: HTMLFormElement;
  focus(): void;
}

const TALLEST = 132; // px, about five lines

/** Makes the composer: Enter sends, Shift+Enter breaks the line, Enter that ends an input method's word does neither. */
export function createComposer(strings: Strings, send: (text: string) => void): Composer {
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
    element.classList.toggle('ready', field.value.trim() !== '');
    // Written text has its own direction; the placeholder has the panel's, which "auto" would take from it.
    field.dir = field.value === '' ? '' : 'auto';
  }

  function submit(): void {
    if (field.value.trim() === '') return;
    send(field.value);
    field.value = '';
    adjust();
  }

  return { element, focus: () => field.focus() };
}
