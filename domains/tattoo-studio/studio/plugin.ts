import { definePlugin } from 'parley';
import { openStudio, type Studio } from './service.js';

declare module 'parley' {
  interface Services {
    /** The books of the tattoo studio. */
    studio: Studio;
  }
}

/** Opens the studio's books when the database is there. */
export const studioPlugin = definePlugin({
  name: 'tattoo-studio',
  needs: ['database'],
  provides: ['studio'],
  setup: ({ services, provide }) => provide('studio', openStudio(services.database)),
});
