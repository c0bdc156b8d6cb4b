import { expect, test } from 'vitest';
import type { Problem } from '../../core/project/problem.js';
import { formatProblem } from '../../core/project/problem.js';
import { parseYaml } from '../../core/project/yaml.js';
import { toPlain } from '../../core/project/yaml-tree.js';
import { problemsOf } from './bot-folder.js';

function read(text: string) {
  const problems: Problem[] = [];
  const tree = parseYaml(text, 'x.yml', problems);
  return { value: tree && toPlain(tree), problems: problems.map(formatProblem) };
}

test('yes, no, on and off are text, as in YAML 1.2', () => {
  expect(read('a: yes\nb: off\nc: true\nd: 0o10\ne: ~').value).toEqual({ a: 'yes', b: 'off', c: true, d: 8, e: null });
});

test('an anchor with a merge key is written out', () => {
  expect(read('base: &base {x: 1, y: 2}\nmore:\n  <<: *base\n  y: 3').value).toEqual({
    base: { x: 1, y: 2 },
    more: { x: 1, y: 3 },
  });
});

test('a key written twice is an error that names the first line', () => {
  expect(read('slots: {}\nforms: {}\nslots: {}').problems).toEqual([
    'x.yml:3:1: error: The key "slots" is written twice; the first time in line 1. Keep one of them, or merge what they hold. [YAML_DUPLICATE_KEY]',
  ]);
});

test('a tab as indentation is named', () => {
  expect(read('intents:\n\t- greet').problems[0]).toMatch(
    /^x\.yml:2:1: error: .* Replace the tab by spaces\. \[YAML_SYNTAX\]$/,
  );
});

test('an open quote is reported with its place', () => {
  expect(read('a: 1\nb: "open\n').problems[0]).toMatch(
    /^x\.yml:[23]:\d+: error: .*Close what was opened.*\[YAML_SYNTAX\]$/,
  );
});

test('an alias to itself does not hang', () => {
  expect(read('a: &a [*a]').problems.join()).toContain('[YAML_ALIAS_BOMB]');
});

test('aliases that multiply are refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  expect(read(lines.join('\n')).problems[0]).toContain('[YAML_ALIAS_BOMB]');
});

test('an unknown tag is not taken for its text', () => {
  expect(read('a: !secret x').problems[0]).toContain('[YAML_TAG_UNKNOWN]');
});

test('a file that is not UTF-8 is reported with its first bad line', async () => {
  const bytes = Buffer.concat([Buffer.from('intents:\n- greet\n- caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
  expect(await problemsOf({ 'domain.yml': bytes })).toEqual([
    'domain.yml:3: error: The file is not valid UTF-8. Save the file in the encoding UTF-8; this line is the first bad one. [FILE_NOT_UTF8]',
  ]);
});

test('lines within brackets may stand as far left as they like, as for the parser of Rasa', () => {
  const text = 'a:\n  - b: [\n      ["x"],\n     ["y",\n"z"]\n   ]\n    c: {\n  "d": 1\n}\ne: 2\n';
  expect(read(text)).toEqual({ value: { a: [{ b: [['x'], ['y', 'z']], c: { d: 1 } }], e: 2 }, problems: [] });
});

test('a bracket that is missing is told once, where it should be', () => {
  expect(read('a:\n  - b: [1,\n  - c: 2\nd: 3\n').problems).toEqual([
    expect.stringMatching(/^x\.yml:3:3: error: .*must be sufficiently indented and end with a \].*\[YAML_SYNTAX\]$/),
  ]);
});
