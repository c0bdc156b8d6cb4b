import type { Capabilities } from '../../core/index.js';

/** What Rasa's JSON messages can hold; the program that reads them shows it as it likes. */
export const jsonCapabilities: Capabilities = {
  buttons: true,
  images: true,
  cards: true,
  typing: false,
  voice: false,
  files: true,
  edit: false,
  maxTextLength: Number.MAX_SAFE_INTEGER,
};
