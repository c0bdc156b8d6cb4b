import { expect, test } from 'vitest';
import { problemsOf, readBot } from '../project/bot-folder.js';

const nluOf = async (yaml: string, files: Readonly<Record<string, string>> = {}) => {
  const { data, problems } = await readBot({ 'data/nlu.yml': `nlu:\n${yaml}`, ...files });
  expect(problems).toEqual([]);
  return data.nlu;
};

const problemsOfNlu = async (yaml: string) => {
  const found = await problemsOf({
    'domain.yml': 'intents: [greet, faq]\nentities: [city]\n',
    'data/nlu.yml': `nlu:\n${yaml}`,
  });
  return found.filter((line) => line.startsWith('data/'));
};

test('each example keeps the line that it stands in', async () => {
  const { examples } = await nluOf(
    '- intent: greet\n  examples: | # said often\n\n    - hi\n    - hello [Ann](name)\n',
  );
  expect(examples).toMatchObject([
    { text: 'hi', place: { line: 5 } },
    { text: 'hello Ann', entities: [{ entity: 'name', start: 6, end: 9 }], place: { line: 6 } },
  ]);
});

test('line ends of Windows make no difference', async () => {
  const { examples } = await nluOf('- intent: greet\r\n  examples: |\r\n    - hi\r\n    - hello\r\n');
  expect(examples.map(({ text, place }) => [text, place.line])).toEqual([
    ['hi', 4],
    ['hello', 5],
  ]);
});

test('examples may be a list with metadata', async () => {
  const { examples } = await nluOf(`- intent: faq/hours
  metadata: {source: mail}
  examples:
  - text: |
      when are you open?
    metadata: {id: 7}
  - text: opening hours
`);
  expect(examples).toMatchObject([
    { text: 'when are you open?', intent: 'faq/hours', metadata: { intent: { source: 'mail' }, example: { id: 7 } } },
    { text: 'opening hours', metadata: { intent: { source: 'mail' } } },
  ]);
});

test('an example may stand by itself with entities by offset', async () => {
  const { examples } = await nluOf(`- text: fly to Rome
  intent: book
  entities:
  - {entity: city, start: 7, end: 11, value: Roma, role: to}
`);
  expect(examples).toMatchObject([{ text: 'fly to Rome', entities: [{ entity: 'city', value: 'Roma', role: 'to' }] }]);
});

test('synonyms come from their blocks and from the values of entities', async () => {
  const { synonyms } = await nluOf(`- synonym: New York
  examples: |
    - NYC
    - the big apple
- intent: book
  examples: |
    - fly to [LA](city:Los Angeles)
`);
  expect([...synonyms]).toEqual([
    ['nyc', 'New York'],
    ['the big apple', 'New York'],
    ['la', 'Los Angeles'],
  ]);
});

test('regexes and lookup tables are read, tables from files too', async () => {
  const { regexes, lookups } = await nluOf(
    `- regex: zip
  examples: |
    - \\d{5}
- lookup: city
  examples: |
    - Paris
- lookup: city
  examples: cities.txt
`,
    { 'data/cities.txt': 'Rome\n\nOslo\n' },
  );
  expect(regexes).toMatchObject([{ name: 'zip', pattern: '\\d{5}' }]);
  expect(lookups).toMatchObject([{ name: 'city', values: ['Paris', 'Rome', 'Oslo'] }]);
});

test('a line without a dash is named, and the others are kept', async () => {
  expect(await problemsOfNlu('- intent: greet\n  examples: |\n    - hi\n    hello\n')).toContain(
    'data/nlu.yml:5: warning: This line of "greet" does not start with a dash and is left out: hello Start each example with `- ` at the same indentation. [EXAMPLE_WITHOUT_DASH]',
  );
});

test('a forgotten | is explained', async () => {
  expect(await problemsOfNlu('- intent: greet\n  examples:\n  - hi\n')).toContain(
    'data/nlu.yml:4:3: error: The examples of "greet" are a YAML list of texts. Write `examples: |`, so that they are one block of lines that start with `- `. [EXAMPLES_NOT_BLOCK]',
  );
});

test.each([
  ['- intent: greet\n  examples: >\n    - hi\n    - ho\n', '3:13', 'EXAMPLES_FOLDED'],
  ['- intent: greet\n', '2:3', 'YAML_KEY_MISSING'],
  ['- intent: greet\n  examples: |\n    - hi\n    - to [Rome]{"entity": city}\n', '5', 'ENTITY_MARKUP_BROKEN'],
  ['- lookup: city\n  examples: nowhere.txt\n', '3:13', 'LOOKUP_FILE_MISSING'],
  ['- text: hi\n  intent: greet\n  entities:\n  - {entity: city, start: 1, end: 9}\n', '5:5', 'ENTITY_POSITION'],
])('%j is refused at %s', async (yaml, place, code) => {
  const pattern = new RegExp(`^data/nlu\\.yml:${place}: error: .*\\[${code}\\]$`);
  expect(await problemsOfNlu(yaml)).toContainEqual(expect.stringMatching(pattern));
});
