import { definePlugin } from 'parley';
import { booksHolder } from './erase.js';
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
  needs: ['database', 'erasure'],
  provides: ['studio'],
  async setup({ services, provide, effect }) {
    provide('studio', openStudio(services.database));
    await effect(() => services.erasure.holds(booksHolder(services.database)));
  },
});
