import { defineChannel } from '../../core/index.js';
import { type DirectLineConfig, directLineConfig } from './config.js';
import { setUpDirectLine } from './setup.js';
import { openDirectLine } from './transport.js';

/** Direct Line 3.0 at `/v3/directline`, so that Microsoft's Web Chat and other clients of that protocol talk to the bot. */
export const directline = defineChannel<DirectLineConfig>({
  name: 'directline',
  capabilities: {
    buttons: true,
    images: true,
    cards: true,
    typing: true,
    voice: false,
    files: true,
    edit: false,
    // Longer ones than this are hard to read in one bubble.
    maxTextLength: 10_000,
  },
  config: directLineConfig,
  open: openDirectLine,
  setup: setUpDirectLine,
});
