import type { Picture } from '../entries.js';
import type { Strings } from '../i18n.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** An image's address made whole, if it is one to show: the web, or data of an image; else undefined. */
export function safeImage(src: string, origin: string): string | undefined {
  try {
    const url = new URL(src, origin);
    const isShown = /^https?:$/.test(url.protocol) || /^data:image\/(png|jpeg|gif|webp|avif);/i.test(url.href);
    return isShown ? url.href : undefined;
  } catch {
    return undefined; // no address, so no image
  }
}

/** Shows one image over the page until it is closed; the browser keeps the focus inside and gives it back. */
function enlarge(src: string, title: string, strings: Strings, room: ParentNode): void {
  const dialog = h(
    'dialog',
    { class: 'lightbox', 'aria-label': title, click: () => dialog.close(), close: () => dialog.remove() },
    h('img', { src, alt: title }),
    h('button', { type: 'button', class: 'control', 'aria-label': strings.close }, icon('close')),
  );
  room.append(dialog);
  dialog.showModal();
}

/** An image of a message, which a press enlarges. */
export function pictureElement(picture: Picture, origin: string, strings: Strings, loaded: () => void): HTMLElement {
  const title = picture.title ?? strings.image;
  const src = safeImage(picture.src, origin);
  if (src === undefined) return h('p', { class: 'bubble' }, title);
  const button = h(
    'button',
    { type: 'button', class: 'picture', 'aria-label': strings.enlarge(title) },
    h('img', { src, alt: title, load: loaded, error: () => button.replaceWith(h('p', { class: 'bubble' }, title)) }),
  );
  button.addEventListener('click', () => {
    const root = button.closest('.root');
    if (root !== null) enlarge(src, title, strings, root);
  });
  return button;
}
