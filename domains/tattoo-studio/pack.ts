import { fileURLToPath } from 'node:url';
import { definePack } from 'parley';
import { studioActions } from './actions/index.js';
import { AddPictures1790200000000 } from './studio/migrations/add-pictures.js';
import { CreateStudio1760000000000 } from './studio/migrations/create-studio.js';
import { OpenStudio1760000000001 } from './studio/migrations/open-studio.js';
import { studioPlugin } from './studio/plugin.js';
import { studioTables } from './studio/tables.js';

/** Ozzy's Tattoo Studio: consultation, prices, bookings, aftercare, and everything else that people ask a studio. */
export const tattooStudio = definePack({
  name: 'tattoo-studio',
  folder: fileURLToPath(new URL('.', import.meta.url)),
  actions: studioActions,
  tables: {
    entities: studioTables,
    migrations: [CreateStudio1760000000000, OpenStudio1760000000001, AddPictures1790200000000],
  },
  plugins: [studioPlugin],
});
