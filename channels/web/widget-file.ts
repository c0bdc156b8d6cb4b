import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { webError } from './errors.js';

/** Where the built widget lies: beside this file once built, in `dist` when run from the sources. */
const folders = ['./', '../../dist/channels/web/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The files of the widget: the one that pages name, and those that it loads when they are of use. */
export const WIDGET_FILES = ['widget.js', 'widget-files.js', 'widget-voice.js', 'widget-worklet.js'] as const;

/** Serves a file of the widget out of the first folder that has it; browsers ask again after five minutes. */
export function widgetRoute(name: (typeof WIDGET_FILES)[number], places: readonly string[] = folders): Router {
  const files = places.map((folder) => join(folder, name));
  const router = Router();
  router.get('/', async (_request, response) => {
    const file = await firstThatExists(files);
    if (file === undefined) throw webError('WIDGET_NOT_BUILT');
    response.set('cross-origin-resource-policy', 'cross-origin');
    response.sendFile(file, { maxAge: '5m', dotfiles: 'allow' });
  });
  return router;
}

async function firstThatExists(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) return file;
  }
  return undefined;
}
