import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { ParleyError } from '../../core/index.js';

/** Where the built widget lies: beside this file once built, in `dist` when run from the sources. */
const places = ['./widget.js', '../../dist/channels/web/widget.js'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Serves the first of some files that exists as the chat widget, to any page; browsers ask again after five minutes. */
export function widgetRoute(files: readonly string[] = places): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const file = await firstThatExists(files);
    if (file === undefined) throw new ParleyError('WIDGET_NOT_BUILT');
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
