import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningBot } from '../../core/bot/serve.js';
import { startBot } from '../../core/cli/start-bot.js';
import { readSettings } from '../../core/config.js';
import { presets } from '../../presets.js';
import { message, update } from '../channels/telegram-bench.js';
import { recordingLog } from '../inbox/desk.js';
import { temporaryFolder } from '../kit/database.js';
import { type FakeTelegram, startFakeTelegram } from '../kit/fake-telegram.js';
import { png } from './files.js';

const bot = `
export default {
  actions: [{
    name: 'action_show_back',
    async run({ latestMessage, media, say }) {
      for (const file of latestMessage.metadata.attachments) {
        if (file.failed) say('I could not take it: ' + file.failed);
        else say({ text: 'Is this it? ' + (await media.read(file.media)).length + ' bytes', image: 'media:' + file.media });
      }
    },
  }],
};`;

const domain = `
version: "3.1"
intents: [greet]
actions: [action_show_back]
`;

const rules = `
version: "3.1"
rules:
- rule: show files back
  steps:
  - intent: nlu_fallback
  - action: action_show_back
`;

let telegram: FakeTelegram;
let running: RunningBot;
let place: ReturnType<typeof temporaryFolder>;
const log = recordingLog();

beforeAll(async () => {
  telegram = await startFakeTelegram();
  place = temporaryFolder('files-bot');
  const credentials = `
rest:
telegram:
  access_token: ${telegram.token}
  verify: ink_bot
  api_root: ${telegram.url}
  webhook_url: https://bot.example/webhooks/telegram/webhook
`;
  const files = { 'bot.ts': bot, 'domain.yml': domain, 'data/rules.yml': rules, 'credentials.yml': credentials };
  await mkdir(join(place.folder, 'data'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(place.folder, name), text);
  const settings = readSettings({ port: '0' }, {});
  running = await startBot(place.folder, presets, { settings, log, progress: () => {} });
}, 120_000);
afterAll(async () => {
  await running.stop();
  await telegram.close();
  place.remove();
});

describe('a bot that is served', () => {
  it('shows a person on Telegram the picture that they sent', async () => {
    telegram.hold('p1', png());
    await telegram.post(running.url, update({ message: message({ photo: [{ file_id: 'p1' }] }) }));
    expect(await telegram.next('sendPhoto')).toMatchObject({
      caption: `Is this it? ${png().length} bytes`,
      photo: { bytes: png() },
    });
    const folder = join(place.folder, '.parley', 'media');
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\/\w{64}$/.test(path));
    expect(kept.map((path) => readFileSync(join(folder, path)))).toEqual([png()]);
  });

  it('tells an uploader the address of the picture that they sent', async () => {
    const files = `${running.url}/webhooks/rest/files?sender=ann`;
    const upload = await fetch(files, { method: 'POST', body: new Uint8Array(png(7)) });
    const { attachment } = (await upload.json()) as { attachment: object };
    const body = JSON.stringify({ sender: 'ann', message: '', metadata: { attachments: [attachment] } });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${running.url}/webhooks/rest/webhook`, { method: 'POST', headers, body });
    const said = (await answer.json()) as { image?: string }[];
    const address = said.find(({ image }) => image !== undefined)?.image ?? '';
    expect(address).toMatch(/^\/media\/[\w-]{22}\?expires=\d+&signature=[\w-]+$/);
    const picture = await fetch(running.url + address);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png(7));
  });

  it('answers also where a file is refused', async () => {
    telegram.hold('p2', Buffer.from('<html>no picture</html>'));
    await telegram.post(running.url, update({ message: message({ photo: [{ file_id: 'p2' }] }) }));
    expect(await telegram.next('sendMessage')).toMatchObject({ text: 'I could not take it: type_refused' });
  });
});
