import { expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import type { JudgedExample } from '../../core/testing/nlu/judged-example.js';
import { misplaced } from '../../core/testing/nlu/quality/misplaced.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const varied = [
  'hello',
  'good morning to you',
  'hey',
  'greetings',
  'nice to meet you',
  'hi',
  'yo',
  'howdy',
  'evening',
  'hiya',
];
const template = ['tea', 'wine', 'beer', 'milk', 'cola', 'soup', 'fish', 'rice', 'cake', 'corn'].map(
  (what) => `i would really like to order some ${what} for tonight please`,
);

/** Looks at the quality of examples, without training. */
async function quality(intents: Readonly<Record<string, readonly string[]>>, ...words: readonly string[]) {
  const items = Object.entries(intents).map(
    ([intent, lines]) => `- intent: ${intent}\n  examples: |\n${lines.map((line) => `    - ${line}\n`).join('')}`,
  );
  const folder = botFolder({
    'domain.yml': `intents: [${Object.keys(intents).join(', ')}]\nentities: [day, city]\n`,
    'data/nlu.yml': `nlu:\n${items.join('')}`,
  });
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  const flags = ['--no-cross-validation', '--format', 'json', ...words];
  const code = await runCli(['data', 'quality', folder, ...flags], presets);
  log.mockRestore();
  const report = JSON.parse(lines.join('\n')) as {
    readonly figures: object;
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  };
  const { figures, problems } = report;
  return { code, figures, codes: problems.map((one) => one.code), messages: problems.map(({ message }) => message) };
}

it('has nothing to say of examples that differ', async () => {
  const { code, figures, codes } = await quality({ greet: varied });
  expect(codes).toEqual([]);
  expect(code).toBe(0);
  expect(figures).toMatchObject({ examples: 10, intents: 1, averagePerIntent: 10 });
});

it('names intents that are small, and those made from one template', async () => {
  const { code, codes } = await quality({ greet: varied.slice(0, 4), order: template });
  expect(codes).toEqual(['QUALITY_INTENT_SMALL', 'QUALITY_INTENT_UNIFORM']);
  expect(code).toBe(0);
});

it('asks for as much as it is told to', async () => {
  const { code, messages } = await quality(
    { greet: varied },
    '--min-total',
    '400',
    '--min-intents',
    '40',
    '--fail-on-warnings',
  );
  expect(messages).toEqual([
    'There are 10 examples; at least 400 are asked for.',
    'There are 1 intents; at least 40 are asked for.',
  ]);
  expect(code).toBe(1);
});

it('fails when one text stands under two intents', async () => {
  const { code, codes } = await quality({ greet: varied, bye: ['Hello'] }, '--min-examples', '1');
  expect(codes).toContain('EXAMPLE_TWO_INTENTS');
  expect(code).toBe(1);
});

it('tells the same words in another order under another intent', async () => {
  const { messages } = await quality({ ask: ['can you come'], say: ['you can come'] }, '--min-examples', '1');
  expect(messages).toEqual([expect.stringContaining('"you can come" of "say" has the same words as "can you come"')]);
});

it('finds words that are marked here and not there, or as something else', async () => {
  const marked = ['on [Monday](day)', 'by [Monday](day)', 'from [Monday](day)'];
  const { messages } = await quality({ book: [...marked, 'monday then', 'see [Monday](city)'] }, '--min-examples', '1');
  expect(messages).toEqual([
    '"monday" in "monday then" is not marked; 3 other examples mark it as "day".',
    '"Monday" is marked as "city" here, and as "day" in 3 other places.',
  ]);
});

it('suspects an example that is taken for another intent as surely as the examples of that intent', () => {
  const place = { file: 'nlu.yml', line: 1 };
  const judged = (intent: string, best: string, confidence: number): JudgedExample => {
    const ranking = [{ name: best, confidence }];
    const result = { text: 'hi', intent: { name: best, confidence }, entities: [], intent_ranking: ranking };
    return { example: { text: `${intent} ${confidence}`, intent, entities: [], place }, result };
  };
  const found = misplaced([
    judged('a', 'a', 0.9),
    judged('b', 'a', 0.95),
    judged('b', 'a', 0.7),
    judged('b', 'b', 0.8),
  ]);
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('"b 0.95" stands under "b"')]);
});
