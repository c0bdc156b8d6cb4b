import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../core/bot/package-root.js';
import { temporaryFolder } from '../kit/database.js';

/** The pack that everything is measured on. */
export const packFolder = join(packageRoot, 'domains', 'tattoo-studio');

/** Folders of the tattoo studio's bot, each with a database of its own, so that no run meets what another left. */
export interface BotFolders {
  /** Where the model is trained into; the folders made after it have it. */
  readonly first: string;
  make(): string;
  remove(): void;
}

const botFile = `import { defineBot } from 'parley';
import { tattooStudio } from '${pathToFileURL(join(packFolder, 'pack.ts')).href}';

export default defineBot({ packs: [tattooStudio] });
`;

/** People type; a bench would be told off for sending too much at once. */
const credentials = `rest:
web:
  rate_limit: {messages: 1000000, per_seconds: 1}
`;

/** Makes the first folder. */
export function createBotFolders(): BotFolders {
  const { folder, remove } = temporaryFolder('bench');
  const first = join(folder, 'bot');
  let count = 0;
  mkdirSync(first);
  writeFileSync(join(first, 'bot.ts'), botFile);
  writeFileSync(join(first, 'credentials.yml'), credentials);
  return {
    first,
    make() {
      count += 1;
      const copy = join(folder, `bot-${count}`);
      cpSync(first, copy, { recursive: true, filter: (path) => !path.endsWith('.parley') });
      return copy;
    },
    remove,
  };
}
