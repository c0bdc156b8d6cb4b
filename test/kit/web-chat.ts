import { findPackedFile } from './packed-file.js';

/**
 * The path of Microsoft's Web Chat as one script, or undefined where npm cannot be reached. The package would bring 430
 * others and 480 MB with it.
 */
export const findWebChat = (): Promise<string | undefined> =>
  findPackedFile({
    name: 'botframework-webchat',
    version: '4.18.1',
    integrity: 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
    file: 'package/dist/webchat-es5.js',
  });
