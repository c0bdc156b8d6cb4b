import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const examples = {
  greet: ['hello', 'hi there', 'good morning', 'hey', 'good evening', 'greetings to you'],
  book: [
    'book a table for [Monday](day)',
    'reserve a table on [Friday](day)',
    'i want to book a table on [Sunday](day)',
    'table for [Tuesday](day) please',
    'can we reserve for [Saturday](day)',
    'please book [Thursday](day)',
  ],
  out_of_scope: ['who won the election', 'sing me a song', 'what is the square root of two', 'tell me a joke'],
};

const yaml = (intents: Readonly<Record<string, readonly string[]>>): string =>
  `nlu:\n${Object.entries(intents)
    .map(([intent, lines]) => `- intent: ${intent}\n  examples: |\n${lines.map((line) => `    - ${line}\n`).join('')}`)
    .join('')}`;

const bot = {
  'domain.yml': `intents: [greet, book, out_of_scope]\nentities: [day]\nresponses: { utter_hi: [{ text: Hi }] }\n`,
  'data/nlu.yml': yaml(examples),
  'data/rules.yml': 'rules:\n- rule: hi\n  steps: [{ intent: greet }, { action: utter_hi }]\n',
};

/** Runs a command on a bot; what it prints is without colours. */
async function run(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const folder = botFolder({ ...bot, ...files });
  const out = join(folder, 'out');
  const lines: string[] = [];
  const print = (line: unknown) => void lines.push(String(line));
  vi.spyOn(console, 'log').mockImplementation(print);
  vi.spyOn(console, 'error').mockImplementation(print);
  const code = await runCli(['test', 'nlu', folder, '--out', out, ...words], presets);
  vi.restoreAllMocks();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  const text = lines.join('\n').replace(/\u001b\[\d+m/g, '');
  const json = (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8')) as Record<string, unknown>;
  return { code, text, out, json, written: existsSync(out) ? readdirSync(out).sort() : [] };
}

const heldOut = yaml({ greet: ['hello', 'book a table'], book: ['reserve a table on [Friday](day)'] });

describe('parley test nlu', () => {
  it('compares held-out examples with what is understood, and writes what Rasa writes', async () => {
    const { code, text, json, written } = await run({ 'tests/held-out.yml': heldOut }, '--successes');
    expect(code).toBe(0);
    expect(text).toContain('66.7 % right of 3');
    expect(text).toContain('"book a table"  greet taken for book');
    expect(written).toEqual(
      expect.arrayContaining([
        'calibration.json',
        'entity_report.json',
        'intent_calibration.svg',
        'intent_confusion_matrix.svg',
        'intent_errors.json',
        'intent_histogram.svg',
        'intent_report.json',
        'intent_successes.json',
      ]),
    );
    expect(json('intent_report.json')).toMatchObject({
      greet: { precision: 1, recall: 0.5, support: 2, confused_with: { book: 1 } },
      accuracy: 2 / 3,
    });
    expect(json('intent_errors.json')).toMatchObject([
      { text: 'book a table', intent: 'greet', intent_prediction: { name: 'book' } },
    ]);
    expect(json('entity_report.json')).toMatchObject({
      exact: { day: { recall: 1 } },
      overlapping: { day: { recall: 1 } },
    });
  });

  it('holds out every example once, the same every time', async () => {
    const first = await run({}, '--cross-validation', '--folds', '2');
    const second = await run({}, '--cross-validation', '--folds', '2');
    expect(first.text).toContain('right of 16');
    expect(first.text).toContain('AUROC');
    expect(second.json('intent_report.json')).toEqual(first.json('intent_report.json'));
  });

  it('compares the answers of retrieval intents with what response selectors choose', async () => {
    const hours = ['when are you open', 'what are your hours', 'opening hours please', 'are you open now'];
    const place = ['where are you', 'what is your address', 'how do I get to you', 'which street is it'];
    const { text, json, written } = await run(
      {
        'domain.yml': `intents: [greet, book, out_of_scope, faq]\nentities: [day]
responses: { utter_hi: [{ text: Hi }], utter_faq/hours: [{ text: 9 to 5 }], utter_faq/place: [{ text: Here }] }\n`,
        'data/faq.yml': yaml({ 'faq/hours': hours, 'faq/place': place }),
        'tests/held-out.yml': yaml({ 'faq/hours': ['when are you open'], 'faq/place': ['what is your address'] }),
      },
      '--no-plot',
      '--no-errors',
    );
    expect(text).toContain('Responses     100.0 % right');
    expect(json('response_selection_report.json')).toMatchObject({ 'faq/hours': { recall: 1, support: 1 } });
    expect(json('intent_report.json')).toMatchObject({ faq: { support: 2 } });
    expect(written.filter((name) => /svg$|errors/.test(name))).toEqual([]);
  });

  it('says where it looked when there is nothing to test with', async () => {
    const { code, text } = await run({});
    expect(code).toBe(1);
    expect(text).toContain('TEST_EXAMPLES_NONE');
  });
});
