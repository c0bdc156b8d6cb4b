import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../kit/database.js';
import type { Line } from './line.js';

/** A message that begins so is answered after ten seconds, as by an action that waits for somebody else's server. */
export const slowWord = 'slowly';
/** Any other begins so. */
export const quickWord = 'quickly';

const files: Readonly<Record<string, string>> = {
  'config.yml': `language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
`,
  'domain.yml': `version: "3.1"
intents: [quick, slow]
actions: [action_echo, action_echo_slowly]
`,
  'data/nlu.yml': `version: "3.1"
nlu:
  - intent: quick
    examples: |
      - ${quickWord}
  - intent: slow
    examples: |
      - ${slowWord}
`,
  'data/rules.yml': `version: "3.1"
rules:
  - rule: a quick echo
    steps:
      - intent: quick
      - action: action_echo
  - rule: a slow echo
    steps:
      - intent: slow
      - action: action_echo_slowly
`,
  'bot.ts': `import { setTimeout as wait } from 'node:timers/promises';
import { defineAction, defineBot } from 'parley';

export default defineBot({
  actions: [
    defineAction({ name: 'action_echo', run: ({ latestMessage, say }) => void say(latestMessage.text ?? '') }),
    defineAction({
      name: 'action_echo_slowly',
      timeoutMs: 20_000,
      async run({ latestMessage, say, signal }) {
        await wait(10_000, undefined, { signal });
        say(latestMessage.text ?? '');
        return [];
      },
    }),
  ],
});
`,
};

/** Writes a bot that repeats what it hears, open on each line. */
export function writeEchoBot(lines: readonly Line[]): { readonly folder: string; remove(): void } {
  const place = temporaryFolder('bench-channels');
  mkdirSync(join(place.folder, 'data'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place.folder, name), text);
  const credentials = Object.fromEntries(lines.map(({ name, settings }) => [name, settings]));
  writeFileSync(join(place.folder, 'credentials.yml'), JSON.stringify(credentials));
  return place;
}
