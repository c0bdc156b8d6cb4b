import type { LinkedFile, SentFile } from '../entries.js';
import type { Strings } from '../i18n.js';
import { safeHref } from '../markdown.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { pictureElement } from './picture.js';

/** A file that the bot sends: its name, which opens it. */
export function fileElement({ src, name }: LinkedFile, origin: string, strings: Strings): HTMLElement {
  const href = safeHref(src.startsWith('/') ? `${origin}${src}` : src);
  if (href === undefined) return h('p', { class: 'bubble' }, name);
  const attributes = { class: 'file', href, target: '_blank', rel: 'noopener noreferrer' };
  const unseen = h('span', { class: 'unseen' }, ` (${strings.newTab})`);
  return h('a', attributes, icon('file'), h('span', { dir: 'auto' }, name), unseen);
}

/** A file of the person: what it looks like, or its name. */
export function sentFileElement(
  { name, preview }: SentFile,
  origin: string,
  strings: Strings,
  loaded: () => void,
): HTMLElement {
  if (preview !== undefined) return pictureElement({ src: preview, title: name }, origin, strings, loaded);
  return h('div', { class: 'file' }, icon('file'), h('span', { dir: 'auto' }, name));
}
