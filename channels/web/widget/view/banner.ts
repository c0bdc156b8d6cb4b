import type { Strings } from '../i18n.js';
import type { LinkState } from '../link.js';
import { h } from './dom.js';

/** Says how the connection stands: to the eye only while it is lost, to a screen reader at every change. */
export interface Banner {
  readonly element: HTMLElement;
  show(link: LinkState): void;
}

/** Makes the banner. */
export function createBanner(strings: Strings): Banner {
  const element = h('div', { class: 'banner', role: 'status' });
  let wasLost = false;
  return {
    element,
    show(link) {
      const isLost = link === 'offline' || link === 'refused';
      const words = { offline: strings.offline, refused: strings.refused };
      element.classList.toggle('unseen', !isLost);
      if (isLost) element.textContent = words[link];
      else if (link === 'online') element.textContent = wasLost ? strings.online : '';
      wasLost = isLost || (wasLost && link !== 'online');
    },
  };
}
