import type { Strings } from '../i18n.js';
import type { LinkState } from '../link.js';
import type { Options } from '../options.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** The head of the panel: who one talks to, and the two ways out. */
export interface Header {
  readonly element: HTMLElement;
  show(link: LinkState): void;
}

/** The bot's initial in a circle. */
const avatar = (title: string): HTMLElement =>
  h('span', { class: 'avatar', 'aria-hidden': 'true' }, [...title.trim()][0]?.toUpperCase() ?? '•');

const control = (name: 'again' | 'close', label: string, click: () => void) =>
  h('button', { type: 'button', class: 'control', 'aria-label': label, title: label, click }, icon(name));

/** Makes the header. */
export function createHeader(options: Options, strings: Strings, startOver: () => void, close: () => void): Header {
  const dot = h('span', { class: 'dot', 'aria-hidden': 'true' });
  const below = h('span', { class: 'subtitle' });
  const element = h(
    // Not a <header>: inside an element with a role it would count as one more banner of the page.
    'div',
    { class: 'header' },
    h('span', { class: 'portrait' }, avatar(options.title), dot),
    h('div', { class: 'names' }, h('h2', { class: 'title', dir: 'auto', id: 'title' }, options.title), below),
    control('again', strings.startOver, startOver),
    control('close', strings.close, close),
  );
  return {
    element,
    show(link) {
      dot.dataset.link = link;
      const rest = options.subtitle ?? (link === 'online' ? strings.online : '');
      below.textContent = link === 'connecting' ? strings.connecting : rest;
    },
  };
}
