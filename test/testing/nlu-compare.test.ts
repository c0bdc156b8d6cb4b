import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { isReal, pairedTest } from '../../core/testing/nlu/compare/paired-test.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const pairs = (better: number, worse: number, same: number): [number, number][] => [
  ...Array.from({ length: better }, (): [number, number] => [0, 1]),
  ...Array.from({ length: worse }, (): [number, number] => [1, 0]),
  ...Array.from({ length: same }, (): [number, number] => [1, 1]),
];

describe('a paired test', () => {
  it('gives the exact chance of so uneven a count', () => {
    expect(pairedTest(pairs(5, 0, 95)).chance).toBeCloseTo(2 / 32);
    expect(pairedTest(pairs(9, 1, 90)).chance).toBeCloseTo((2 * 11) / 1024);
    expect(pairedTest(pairs(3, 3, 0)).chance).toBe(1);
  });

  it('calls a difference real only when chance rarely makes it', () => {
    expect(isReal(pairedTest(pairs(30, 5, 65)))).toBe(true);
    expect(isReal(pairedTest(pairs(6, 4, 90)))).toBe(false);
    expect(pairedTest(pairs(30, 5, 65)).difference).toBeCloseTo(0.25);
  });

  it('asks for more when several are compared at once', () => {
    expect(isReal(pairedTest(pairs(9, 1, 90)))).toBe(true);
    expect(isReal(pairedTest(pairs(9, 1, 90), 3))).toBe(false);
  });

  it('stays a chance with thousands of questions', () => {
    const { chance } = pairedTest(pairs(3000, 1000, 0));
    expect(chance).toBeGreaterThanOrEqual(0);
    expect(chance).toBeLessThan(1e-100);
  });
});

const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const block = (intent: string, start: string) =>
  `- intent: ${intent}\n  examples: |\n${words.map((word) => `    - ${start} ${word}\n`).join('')}`;

it('compares configurations on the same messages, and says whether the difference is real', async () => {
  const folder = botFolder({
    'domain.yml': 'intents: [fly, eat, sleep]\n',
    'data/nlu.yml': `nlu:\n${block('fly', 'take the plane')}${block('eat', 'cook me a dinner')}${block('sleep', 'go to bed')}`,
    'good.yml': 'language: en\n',
    'bad.yml': 'language: en\npipeline: [{ name: KeywordIntentClassifier }]\n',
  });
  const out = join(folder, 'out');
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  const configs = [join(folder, 'bad.yml'), join(folder, 'good.yml')];
  const flags = ['--runs', '2', '--percentages', '0', '50', '--out', out];
  const code = await runCli(['test', 'nlu', folder, '--config', ...configs, ...flags], presets);
  log.mockRestore();
  expect(code).toBe(0);
  expect(lines.join('\n')).toMatch(
    /good\.yml understands [\d.]+ of 100 messages more than bad\.yml.*The difference is real/s,
  );
  const results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as Record<string, number[][]>;
  expect(results['good.yml']?.map((row) => row.length)).toEqual([2, 2]);
  expect(readdirSync(out).sort()).toEqual(['comparison.json', 'nlu_model_comparison_graph.svg', 'results.json']);
});
