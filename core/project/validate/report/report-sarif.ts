import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parleyVersion } from '../../../bot/package-root.js';
import type { Place } from '../../../place.js';
import type { Problem } from '../../problem.js';
import { firsts } from '../firsts.js';
import { whyOf } from './why.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Problems for build servers and editors: a log of SARIF 2.1.0
 * (docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html). Files are relative to the current folder, `%SRCROOT%`.
 */
export function reportSarif(problems: readonly Problem[]): string {
  const rules = firsts(problems, ({ code }) => code);
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'parley', semanticVersion: parleyVersion, rules: rules.map(ruleOf) } },
        originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(process.cwd()).href}/` } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, indexes.get(problem.code) ?? 0)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const ruleOf = (problem: Problem) => ({
  id: problem.code,
  shortDescription: { text: sentenceOf(problem.code) },
  fullDescription: { text: whyOf(problem) },
  defaultConfiguration: { level: levels[problem.severity] },
});

const resultOf = ({ code, severity, message, remedy, place }: Problem, ruleIndex: number) => ({
  ruleId: code,
  ruleIndex,
  level: levels[severity],
  message: { text: `${message} ${remedy}`.trim() },
  locations: [{ physicalLocation: { artifactLocation: artifactOf(place), region: regionOf(place) } }],
});

/** `Slot unknown` of SLOT_UNKNOWN. */
const sentenceOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const artifactOf = ({ file }: Place) =>
  isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };

const regionOf = ({ line, column }: Place) => ({
  startLine: line,
  ...(column === undefined ? {} : { startColumn: column }),
});
