import type { Strings } from '../i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** The round button that opens and closes the panel, with the number of unread messages. */
export interface Launcher {
  readonly element: HTMLButtonElement;
  show(isOpen: boolean, unread: number): void;
}

/** Makes the launcher. */
export function createLauncher(strings: Strings, toggle: () => void): Launcher {
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });
  const opened = h('span', { class: 'face' }, icon('down'));
  const closed = h('span', { class: 'face' }, icon('chat'));
  const element = h(
    'button',
    { class: 'launcher', type: 'button', 'aria-haspopup': 'dialog', click: toggle },
    closed,
    opened,
    badge,
  );
  return {
    element,
    show(isOpen, unread) {
      const count = isOpen ? 0 : unread;
      opened.hidden = !isOpen;
      closed.hidden = isOpen;
      badge.hidden = count === 0;
      badge.textContent = count > 9 ? '9+' : String(count);
      const label = isOpen ? strings.close : strings.open;
      element.setAttribute('aria-label', count > 0 ? `${label}, ${strings.unread(count)}` : label);
      element.setAttribute('aria-expanded', String(isOpen));
    },
  };
}
