import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createTar } from 'nanotar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parleyHere } from '../cli/parley-here.js';
import { temporaryFolder } from '../kit/database.js';
import { type Ended, runParley } from './parley-process.js';

const fresh = temporaryFolder('mistakes-fresh');
let trained: Ended;
let bot: string;
let remove: () => void;

beforeAll(async () => {
  await runParley(['init', join(fresh.folder, 'my-bot')]);
  trained = await runParley(['train', join(fresh.folder, 'my-bot')]);
});
afterAll(() => fresh.remove());

beforeEach(async () => {
  const { folder, remove: removeFolder } = temporaryFolder('mistakes');
  remove = removeFolder;
  bot = join(folder, 'my-bot');
  await cp(join(fresh.folder, 'my-bot'), bot, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => remove());

describe('the command tells what is wrong, where, and how to mend it', () => {
  it('and ends with 2 when it is used wrongly', async () => {
    const { code, stderr } = await runParley(['rnu']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean run?') });
  });

  it('where there is no bot', async () => {
    const { code, stderr } = await parleyHere('run', join(bot, 'data'));
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('[BOT_NOT_FOUND]') });
  });

  it('when init would overwrite something', async () => {
    const { code, stderr } = await parleyHere('init', bot);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('[FOLDER_NOT_EMPTY]') });
  });

  it('in broken YAML', async () => {
    await writeFile(join(bot, 'data/rules.yml'), 'rules:\n  - rule: "Greet\n');
    const { code, stderr } = await parleyHere('train', bot);
    expect(code).toBe(1);
    expect(stderr).toMatch(/rules\.yml:\d+:\d+: error: This is not valid YAML/);
  });

  it('in an intent that nobody knows', async () => {
    await appendFile(
      join(bot, 'data/rules.yml'),
      '  - rule: Oops\n    steps:\n      - intent: gret\n      - action: utter_greet\n',
    );
    const { code, stdout } = await parleyHere('validate', bot);
    expect(code).toBe(1);
    expect(stdout).toMatch(/rules\.yml\n +\d+:\d+ +error .*"gret".*\n +Did you mean "greet"\?/);
  });

  it('in rules that contradict each other, with both places', async () => {
    await appendFile(
      join(bot, 'data/rules.yml'),
      '  - rule: Be rude\n    steps:\n      - intent: greet\n      - action: utter_goodbye\n',
    );
    const { code, stderr } = await parleyHere('train', bot);
    expect(code).toBe(1);
    expect(stderr).toContain('Be rude');
    expect(stderr).toContain('Greet whoever greets');
  });

  it('in the code of the bot', async () => {
    const right = await readFile(join(bot, 'bot.ts'), 'utf8');
    const broken = { code: 1, stderr: expect.stringContaining('[BOT_DEFINITION_BROKEN]') };
    await writeFile(join(bot, 'bot.ts'), 'export const nothing = 1;\n');
    expect(await runParley(['validate', bot])).toMatchObject(broken);
    await writeFile(join(bot, 'bot.ts'), right);
    expect(await runParley(['validate', bot])).toMatchObject({ code: 0 });
    await writeFile(join(bot, 'bot.ts'), 'export const nothing = 2;\n');
    expect(await runParley(['validate', bot])).toMatchObject(broken);
  });

  it('in a setting', async () => {
    const { code, stderr } = await parleyHere('run', bot, '--port', 'http');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/PORT: .*\[CONFIG_INVALID\]/) });
  });

  it('when the port is taken', async () => {
    const squatter = createServer().listen(0, 'localhost');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as { port: number };
    const { code, stderr } = await runParley(['run', bot, '--port', String(port)]);
    squatter.close();
    expect(code).toBe(1);
    expect(stderr).toContain(String(port));
    expect(stderr).toContain('[PORT_IN_USE]');
  });

  it('when the database cannot be reached, and keeps the password to itself', async () => {
    const { code, stderr } = await runParley(['run', bot, '--port', '0'], {
      DATABASE_URL: 'postgres://ann:hunter2@127.0.0.1:1/bot',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('[STORE_UNREACHABLE]');
    expect(stderr).not.toContain('hunter2');
  });
});

describe('a model that another version made', () => {
  it('is named, and a new one is trained in its place', async () => {
    await rm(join(bot, 'models'), { recursive: true });
    await mkdir(join(bot, 'models'));
    const manifest = JSON.stringify({ format: 99 });
    const archive = createTar([{ name: 'manifest.json', data: manifest }]);
    await writeFile(join(bot, 'models/20990101-000000-ffffffff.tar'), archive);
    const { code, stderr } = await parleyHere('train', bot);
    expect(code).toBe(0);
    expect(stderr).toContain('has format 99');
    expect(await readdir(join(bot, 'models'))).toHaveLength(2);
  });
});

describe('the bot that init writes', () => {
  it('has no mistakes and passes its own tests', async () => {
    expect((await runParley(['validate', bot, '--fail-on-warnings'])).code).toBe(0);
    const { code, stdout } = await runParley(['test', bot]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('2 passed, 0 failed') });
  });

  it('is trained once, and again only when something changed', async () => {
    expect(trained).toMatchObject({ code: 0, stderr: expect.stringContaining('trained in') });
    expect((await runParley(['train', bot])).stdout).toContain('Nothing changed');
    await appendFile(join(bot, 'data/nlu.yml'), '  - intent: goodbye\n    examples: |\n      - cheerio\n');
    expect((await runParley(['train', bot])).stderr).toContain('trained in');
  });

  it('runs as a Rasa project too, without code of its own', async () => {
    await rm(join(bot, 'models'), { recursive: true });
    await rm(join(bot, 'bot.ts'));
    const { code, stderr } = await runParley(['train', bot]);
    // The action of bot.ts is declared in the domain, so only running it would fail; training does not.
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('trained in') });
  });
});
