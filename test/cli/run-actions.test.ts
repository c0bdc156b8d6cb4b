import { afterEach, expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

afterEach(() => vi.restoreAllMocks());

it('parley run actions serves until it is told to stop', async () => {
  const listening = new Promise<string>((resolve) => {
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
      const [url] = /http:\S+?\/(?=webhook)/.exec(String(line)) ?? [];
      if (url) resolve(url);
    });
  });
  const folder = botFolder({ 'domain.yml': 'intents: [greet]\n' });
  const ended = runCli(
    ['run', 'actions', folder, '--port', '0', '--host', '127.0.0.1', '--log-level', 'silent'],
    presets,
  );
  const url = await listening;
  expect(await (await fetch(`${url}health`)).json()).toEqual({ status: 'ok' });
  process.emit('SIGTERM');
  expect(await ended).toBe(0);
  await expect(fetch(`${url}health`)).rejects.toThrow();
}, 60_000);

it('parley run actions says where there is no bot', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await runCli(['run', 'actions', '/no/such/bot'], presets)).toBe(1);
  expect(String(error.mock.calls[0]?.[0])).toContain('BOT_NOT_FOUND');
});
