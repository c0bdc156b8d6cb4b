import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parleyHere } from '../cli/parley-here.js';
import { temporaryFolder } from '../kit/database.js';

/** A bot whose one action never ends in a process that is told to hang, and answers at once in any other. */
const slowBot = `
import { defineAction, defineBot } from 'parley';

const answer = defineAction({
  name: 'action_answer',
  timeoutMs: 600_000,
  async run({ say }) {
    if (process.env.HANG) await new Promise(() => {});
    say('Here is your answer.');
    return [];
  },
});

export default defineBot({ actions: [answer] });
`;

const domain = `
version: "3.1"
intents: [ask]
actions: [action_answer]
`;

const rules = `
version: "3.1"
rules:
  - rule: Answer
    steps:
      - intent: ask
      - action: action_answer
`;

/** A trained bot that answers `/ask`, but never in a process that has `HANG` in its environment. */
export async function writeSlowBot(): Promise<{ folder: string; remove(): void }> {
  const place = temporaryFolder('kill');
  await writeFile(join(place.folder, 'bot.ts'), slowBot);
  await writeFile(join(place.folder, 'domain.yml'), domain + rules.replace('version: "3.1"\n', ''));
  await parleyHere('train', place.folder);
  return place;
}
