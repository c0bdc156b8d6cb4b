import type { Place } from '../place.js';
import { errorAt, type Problem, throwProblems } from './problem.js';
import { readText } from './read-text.js';
import { parseYaml } from './yaml.js';
import { expectMap } from './yaml-expect.js';
import type { YamlMap, YamlNode } from './yaml-tree.js';
import { toPlain } from './yaml-tree.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a file, and where each was written. */
export interface ConfigFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of the value at a path such as `['pipeline', 0, 'name']`, or of the nearest one above it. */
  placeOf(path: readonly (string | number)[]): Place;
}

/**
 * Reads `credentials.yml`, `endpoints.yml` or another file of settings, with `${NAME}` replaced from the environment.
 * Rasa leaves a reference in the middle of a text as it is where the variable is not set; here that is a mistake too.
 * A replaced value is text, as in Rasa, so a schema for it should coerce numbers.
 *
 * @throws ParleyError PROJECT_INVALID that lists all that is wrong with the file
 */
export async function readConfigFile(file: string, environment: Environment = process.env): Promise<ConfigFile> {
  const problems: Problem[] = [];
  const tree = await readConfigTree(file, environment, problems);
  throwProblems(problems);
  const root: YamlMap = tree ?? { kind: 'map', entries: new Map(), place: { file, line: 1 } };
  return { value: toPlain(root) as Record<string, unknown>, placeOf: (path) => placeOf(root, path) };
}

/** The same as a tree; what is wrong goes to `problems`. */
export async function readConfigTree(
  file: string,
  environment: Environment,
  problems: Problem[],
): Promise<YamlMap | undefined> {
  const text = await readText(file, problems);
  const tree = text === undefined ? undefined : parseYaml(text, file, problems);
  const map = tree && expectMap(substitute(tree, environment, problems), 'The file', problems);
  return map;
}

function substitute(node: YamlNode, environment: Environment, problems: Problem[]): YamlNode {
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item) => substitute(item, environment, problems)) };
  }
  if (node.kind === 'map') {
    const entries = [...node.entries].map(
      ([key, entry]) => [key, { ...entry, value: substitute(entry.value, environment, problems) }] as const,
    );
    return { ...node, entries: new Map(entries) };
  }
  if (typeof node.value !== 'string' || !node.value.includes('${')) return node;
  const value = node.value.replaceAll(node.style === 'plain' ? anyReference : bracedName, (reference, braced, bare) => {
    const found = environment[String(braced ?? bare)];
    if (found === undefined && braced !== undefined) {
      problems.push(errorAt(node.place, 'CONFIG_VARIABLE_MISSING', { variable: String(braced) }));
    }
    return found ?? reference;
  });
  return { ...node, value, source: value };
}

const bracedName = /\$\{(\w+)\}/g;
/** A plain value with `${…}` in it is expanded by Python's `os.path.expandvars` (rasa/shared/utils/io.py): `$NAME` too. */
const anyReference = /\$\{([^}]*)\}|\$(\w+)/g;

function placeOf(root: YamlNode, path: readonly (string | number)[]): Place {
  let node = root;
  let place = root.place;
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    const next = entry?.value ?? (node.kind === 'list' ? node.items[Number(step)] : undefined);
    if (!next) break;
    place = entry?.keyPlace ?? next.place;
    node = next;
  }
  return place;
}
