import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { fingerprint } from '../../core/project/fingerprint.js';
import { readProject } from '../../core/project/project.js';
import { writeNlu } from '../../core/training-data/write-nlu.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const nlu = `
nlu:
- intent: book
  examples: |
    - to [Paris](city)
    - from [NYC]{"entity": "city", "value": "New York", "role": "from"} to [Rome](city)
    - "quoted": and # no comment
    - a \\[b](city) that is none
    - - with a dash
- intent: greet
  examples: |
    - hi
    - hello
- text: red wine
  intent: book
  entities: [{ entity: drink, start: 0, end: 8 }, { entity: colour, start: 0, end: 3 }]
- intent: faq/hours
  metadata: { sentiment: neutral }
  examples:
  - text: when are you open
    metadata: { source: mail }
- synonym: New York
  examples: |
    - big apple
- regex: code
  examples: |
    - B-\\d+
- lookup: city
  examples: |
    - Paris
    - Rome
`;

it('writes examples so that they are read back as they were', async () => {
  const read = async (text: string) => (await readProject([{ folder: botFolder({ 'data/nlu.yml': text }) }])).data.nlu;
  const before = await read(nlu);
  const after = await read(writeNlu(before.examples, before));
  const sorted = ({ examples }: typeof before) => examples.map((one) => fingerprint(one)).sort();
  expect(sorted(after)).toEqual(sorted(before));
  expect(after.examples).toHaveLength(9);
  expect([...after.synonyms].sort()).toEqual([...before.synonyms].sort());
  expect(fingerprint(after.regexes, after.lookups)).toBe(fingerprint(before.regexes, before.lookups));
});

it('splits examples in two files that hold each of them once', async () => {
  const lines = Array.from({ length: 10 }, (_, at) => `    - hello number ${at}\n`).join('');
  const folder = botFolder({
    'data/nlu.yml': `nlu:\n- intent: greet\n  examples: |\n${lines}`,
    'domain.yml': 'intents: [greet]\n',
  });
  const out = join(folder, 'split');
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const code = await runCli(['data', 'split', 'nlu', folder, '--training-fraction', '0.7', '--out', out], presets);
  log.mockRestore();
  expect(code).toBe(0);
  const linesOf = (name: string) => readFileSync(join(out, name), 'utf8').match(/hello number \d/g) ?? [];
  expect(linesOf('training_data.yml')).toHaveLength(7);
  expect(new Set([...linesOf('training_data.yml'), ...linesOf('test_data.yml')]).size).toBe(10);
});
