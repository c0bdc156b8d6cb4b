import type { FilesHost } from './files-host.js';

/** Waits until the bot says that it takes files, and where. */
export function loadFilesWhenOffered(host: Omit<FilesHost, 'path'>): void {
  let isAsked = false;

  async function load(path: string): Promise<void> {
    const address = new URL('widget-files.js', host.options.home).href;
    const { install } = (await import(address)) as typeof import('./files/main.js');
    install({ ...host, path });
  }

  host.conversation.wire.on('files_offer', (value) => {
    const { path } = Object(value) as { readonly path?: unknown };
    if (isAsked || typeof path !== 'string' || !host.options.files) return;
    isAsked = true;
    load(path).catch((error: unknown) => console.error('Parley: files could not be loaded.', error));
  });
}
