import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickWord, writeEchoBot } from './echo-bot.js';

/** What the bot of the calls is reached and signed with. */
export const phone = { authToken: 'bench-token', publicUrl: 'https://bot.example' };

/** How long what the bot says is, in ms. */
export const spokenMs = 200;

/** The recogniser knows the words, and the synthesiser the sound, as soon as they are asked. */
const botFile = `import { defineAction, defineBot } from 'parley';
import { twilioVoice } from 'parley/channels/voice';

let count = 0;
const tone = Int16Array.from({ length: ${spokenMs * 8} }, (_, n) => Math.round(8_000 * Math.sin(n / 3)));

const listen = {
  name: 'instant recogniser',
  listen() {
    let finish = () => {};
    const finished = new Promise((resolve) => (finish = resolve));
    async function* transcripts() {
      await finished;
      yield { text: '${quickWord} ' + ++count, kind: 'final', startMs: 0, endMs: 0 };
    }
    return { write() {}, finish, transcripts: transcripts() };
  },
};

const speak = {
  name: 'instant synthesiser',
  async *speak() {
    yield tone.slice();
  },
};

const config = {
  auth_token: '${phone.authToken}',
  public_url: '${phone.publicUrl}',
  initial_prompt: '${quickWord}',
  mode: 'streams',
  streams: { listen, speak },
};

export default defineBot({
  channels: [{ use: twilioVoice, config }],
  actions: [defineAction({ name: 'action_echo', run: ({ latestMessage, say }) => void say(latestMessage.text ?? '') }),
    defineAction({ name: 'action_echo_slowly', run: () => {} })],
});
`;

/** Writes a bot that repeats what it hears on the phone. */
export function writeVoiceBot(): { readonly folder: string; remove(): void } {
  const place = writeEchoBot([]);
  writeFileSync(join(place.folder, 'bot.ts'), botFile);
  return place;
}
