import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createTerminal } from '../../channels/terminal/index.js';
import { type Answer, openDesk } from './desk.js';

/** What the terminal shows for some piped lines. */
async function shown(lines: string, answer?: Answer): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const terminal = createTerminal({ input, output });
  const desk = await openDesk({ channels: [{ use: terminal.channel }], ...(answer ? { answer } : {}) });
  input.end(lines);
  await terminal.finished;
  output.end();
  await desk.close();
  return text(output);
}

it('answers piped lines in order and ends after the last answer', async () => {
  expect(await shown('hi\n\nhow much?\n')).toBe('You said: hi\nYou said: how much?\n');
});

it('ends at /stop', async () => {
  expect(await shown('hi\n/stop\nnot read\n')).toBe('You said: hi\n');
});

it('numbers buttons and shows images as addresses', async () => {
  const buttons = [
    { title: 'Blackwork', payload: '/style{"style":"blackwork"}' },
    { title: 'Japanese', payload: '/style{"style":"japanese"}' },
  ];
  const answer = () => [{ text: 'Which **style**?', image: 'https://x/a.png', buttons }];
  expect(await shown('hi\n', answer)).toBe('Which style?\nhttps://x/a.png\n1. Blackwork\n2. Japanese\n');
});

it('lets no message move the cursor', async () => {
  expect(await shown('hi\n', () => [{ text: 'a\u001b[2Jb\u0007' }])).toBe('a[2Jb\n');
});
