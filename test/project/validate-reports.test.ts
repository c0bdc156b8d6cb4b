import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../core/cli/run-cli.js';
import { formatProblem, type Problem, warningAt } from '../../core/project/problem.js';
import { reportJson } from '../../core/project/validate/report/report-json.js';
import { reportSarif } from '../../core/project/validate/report/report-sarif.js';
import { reportText } from '../../core/project/validate/report/report-text.js';
import { presets } from '../../presets.js';
import { botFolder } from './bot-folder.js';

const at = (file: string, line: number, column?: number) => ({
  file,
  line,
  ...(column === undefined ? {} : { column }),
});
const unused = (slot: string, line: number): Problem =>
  warningAt(at('my domain.yml', line, 3), 'SLOT_UNUSED', { slot });
const problems: readonly Problem[] = [
  unused('size', 4),
  unused('city', 9),
  { ...warningAt(at('/elsewhere/nlu.yml', 2), 'INTENT_UNTAUGHT', { intent: 'bye' }), severity: 'info' },
  { ...warningAt(at('data/rules.yml', 5, 5), 'LOOP_UNKNOWN', { what: 'Rule "a"', form: 'b' }), severity: 'error' },
];

/** The parts of a SARIF 2.1.0 log that the standard requires, and that code scanning reads (sections 3.13 to 3.30). */
const text = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              shortDescription: text,
              fullDescription: text,
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      originalUriBaseIds: z.record(z.string(), z.strictObject({ uri: z.string().regex(/^file:\/\/.*\/$/) })),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message: text,
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({
                  uri: z.string().regex(/^(file:\/\/\/|(?!\/)[^\s\\]+$)/),
                  uriBaseId: z.string().optional(),
                }),
                region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1).optional() }),
              }),
            }),
          ]),
        }),
      ),
    }),
  ]),
});

test('SARIF has the shape that the standard asks for', () => {
  const log = sarif.parse(JSON.parse(reportSarif(problems)));
  const [{ tool, results, originalUriBaseIds }] = log.runs;
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['SLOT_UNUSED', 'INTENT_UNTAUGHT', 'LOOP_UNKNOWN']);
  expect(results.map(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).not.toContain(false);
  expect(results.map((result) => result.level)).toEqual(['warning', 'warning', 'note', 'error']);
  const locations = results.map(({ locations: [one] }) => one.physicalLocation.artifactLocation);
  expect(locations.map(({ uri }) => uri)).toEqual([
    'my%20domain.yml',
    'my%20domain.yml',
    'file:///elsewhere/nlu.yml',
    'data/rules.yml',
  ]);
  for (const { uriBaseId } of locations) if (uriBaseId) expect(Object.keys(originalUriBaseIds)).toContain(uriBaseId);
});

test('SARIF of a sound bot has no results', () => {
  expect(sarif.parse(JSON.parse(reportSarif([]))).runs[0].results).toEqual([]);
});

test('JSON has each problem with its reason, and the counts', () => {
  const report = JSON.parse(reportJson(problems));
  expect(report.summary).toEqual({ errors: 1, warnings: 2, infos: 1 });
  expect(report.problems[0]).toEqual({
    code: 'SLOT_UNUSED',
    severity: 'warning',
    message: 'Nothing uses the slot "size".',
    why: 'Leftovers make a bot harder to read.',
    remedy: 'Use it in a form, story or response, or remove it.',
    file: 'my domain.yml',
    line: 4,
    column: 3,
  });
});

test('text goes file by file and gives each reason once', () => {
  const text = reportText(problems);
  expect(text.split('\n').filter((line) => line.endsWith('.yml'))).toEqual([
    'my domain.yml',
    '/elsewhere/nlu.yml',
    'data/rules.yml',
  ]);
  expect(text.match(/Why: Leftovers/g)).toHaveLength(1);
  expect(text.endsWith('✗ 1 error, 2 warnings, 1 note')).toBe(true);
});

/** What the command prints, and how it ends. */
async function run(...words: string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => [log, error].forEach((spy) => void spy.mockRestore()));
  const code = await runCli(words, presets);
  return { code, printed: lines.join('\n') };
}

const sound =
  'intents: [greet]\nresponses:\n  utter_greet: [{text: Hi!}]\nrules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_greet\n';
const files = { 'domain.yml': sound };
const warned = { 'domain.yml': `${sound}slots:\n  idle: {type: text}\n` };
const wrong = { 'domain.yml': sound.replace('- intent: greet', '- intent: gret') };
const contradictory = {
  'domain.yml': sound.replace(/rules:[\s\S]*/, ''),
  'data/stories.yml': ['greet', 'other']
    .map(
      (name) =>
        `- story: ${name}\n  steps:\n  - intent: greet\n  - action: ${name === 'greet' ? 'utter_greet' : 'action_restart'}\n`,
    )
    .join('')
    .replace(/^/, 'stories:\n'),
};

test.each([
  [0, files, []],
  [0, warned, []],
  [1, warned, ['--fail-on-warnings']],
  [1, wrong, []],
  [0, contradictory, ['--max-history', '5']],
  [1, contradictory, ['--max-history', '5', '--fail-on-warnings']],
  [2, files, ['--max-history', '0']],
  [2, files, ['--format', 'xml']],
  [2, files, ['--fail-on-warning']],
])('it ends with %i', async (expected, bot, options) => {
  for (const words of [['data', 'validate'], ['validate']]) {
    expect((await run(...words, botFolder(bot), ...options)).code).toBe(expected);
  }
});

test('data validate stories looks at stories alone', async () => {
  const bot = { ...contradictory, 'data/more.yml': 'slots:\n  idle: {type: text}\n' };
  const { code, printed } = await run(
    'data',
    'validate',
    'stories',
    botFolder(bot),
    '--max-history',
    '3',
    '--fail-on-warnings',
    '--format',
    'json',
  );
  expect(JSON.parse(printed).problems.map((problem: { code: string }) => problem.code)).toEqual(['STORY_CONFLICT']);
  expect(code).toBe(1);
});

test('--domain and --data name other files, --out writes the report', async () => {
  const folder = botFolder({ ...files, 'other/d.yml': wrong['domain.yml'] });
  const out = join(folder, 'report.json');
  const { code, printed } = await run(
    'data',
    'validate',
    folder,
    '--domain',
    join(folder, 'other/d.yml'),
    '--format',
    'json',
    '--out',
    out,
  );
  expect([code, printed]).toEqual([1, '']);
  expect(JSON.parse(readFileSync(out, 'utf8')).problems).toMatchObject([{ code: 'INTENT_UNKNOWN', line: 7 }]);
});

test('a problem in one line is one that editors can jump to', () => {
  expect(problems.map(formatProblem)[0]).toMatch(/^my domain\.yml:4:3: warning: .* \[SLOT_UNUSED\]$/);
});
