import { stylesElsewhere } from './styles/elsewhere.js';
import { lineStyles } from './styles/lines.js';
import { pictureStyles } from './styles/pictures.js';
import type { Style } from './styles/style.js';
import { findAll } from './words.js';

export type { Style };

/** Every style that the studio has a word for. */
export const styles: readonly Style[] = [...lineStyles, ...pictureStyles, ...stylesElsewhere];

/** The styles that a text names, in the order in which it names them. */
export const stylesIn = (text: string): readonly Style[] => findAll(styles, text);

/** The names under which an artist may list a style. */
export const artistStylesFor = (style: Style): readonly string[] => style.near ?? [style.name];
