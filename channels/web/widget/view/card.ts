import type { Card } from '../entries.js';
import { h } from './dom.js';
import { safeImage } from './picture.js';

/** One card: a small picture beside title and subtitle, its buttons below. Cards stack, so none hides off to the side. */
export function cardElement(
  card: Card,
  origin: string,
  choices: readonly HTMLElement[],
  loaded: () => void,
): HTMLElement {
  const src = card.image === undefined ? undefined : safeImage(card.image, origin);
  const words = h('div', { class: 'words' }, h('p', { class: 'name', dir: 'auto' }, card.title));
  if (card.subtitle !== undefined) words.append(h('p', { class: 'about', dir: 'auto' }, card.subtitle));
  const top = h('div', { class: 'top' }, words);
  if (src !== undefined) {
    const image = h('img', { src, alt: '', load: loaded, error: () => image.remove() });
    top.prepend(image);
  }
  const element = h('div', { class: 'card' }, top);
  if (choices.length > 0) element.append(h('div', { class: 'row' }, ...choices));
  return element;
}
