import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLError } from 'yaml';
import type { Place } from '../place.js';
import { parseLooseFlows } from './loose-flows.js';
import { errorAt, type Problem } from './problem.js';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-tree.js';

/** How many nodes aliases may stand for in one file; real projects use a handful. */
const aliasLimit = 100_000;

/** What follows a mistake is not understood because of it, to the end of the file. */
const isOwn = ({ code }: YAMLError, at: number): boolean => at === 0 || code !== 'UNEXPECTED_TOKEN';

/** Parses YAML 1.2 into a tree with places; mistakes go to `problems`, and `undefined` comes back when there is no tree. */
export function parseYaml(text: string, file: string, problems: Problem[]): YamlNode | undefined {
  const { document, lines, shifted } = parseLooseFlows(text);
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col - (shifted.get(line) ?? 0), 1) };
  };
  for (const error of document.errors.filter(isOwn)) problems.push(syntaxProblem(error, placeAt(error.pos[0])));
  for (const warning of document.warnings) {
    problems.push(errorAt(placeAt(warning.pos[0]), 'YAML_TAG_UNKNOWN', { reason: warning.message }));
  }
  if (document.errors.length > 0 || document.contents === null) return undefined;
  const resolving = new Set<ParsedNode>();
  const targets = new Map<ParsedNode, ParsedNode | undefined>();
  let aliased = 0;
  let tooMuch = false;

  /** `resolve` searches the whole document, so its answer is kept. */
  const targetOf = (node: ParsedNode): ParsedNode | undefined => {
    if (isAlias(node) && !targets.has(node)) targets.set(node, node.resolve(document) as ParsedNode | undefined);
    return targets.get(node);
  };

  const scalarOf = (node: ParsedNode, place: Place): YamlScalar => {
    const scalar = isScalar(node) ? node : undefined;
    const raw: unknown = scalar?.value ?? null;
    const value = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : null;
    const style = styles[scalar?.type ?? 'PLAIN'] ?? 'plain';
    return { kind: 'scalar', value, source: scalar?.source ?? '', style, place };
  };

  const resolve = (node: ParsedNode, place: Place): YamlNode => {
    const target = targetOf(node);
    if (!target) {
      problems.push(errorAt(place, 'YAML_ALIAS_UNKNOWN', { name: isAlias(node) ? node.source : '' }));
      return emptyAt(place);
    }
    if (resolving.has(target) || aliased > aliasLimit) {
      if (!tooMuch) problems.push(errorAt(place, 'YAML_ALIAS_BOMB'));
      tooMuch = true;
      return emptyAt(place);
    }
    resolving.add(target);
    const tree = convert(target);
    resolving.delete(target);
    return tree;
  };

  const addEntry = (
    entries: Map<string, YamlEntry>,
    key: ParsedNode,
    value: ParsedNode | null,
    merged: YamlMap[],
  ): void => {
    const keyPlace = placeAt(key.range[0]);
    const name = isScalar(key) && key.value !== null ? (key.source ?? String(key.value)) : undefined;
    if (name === undefined) {
      problems.push(errorAt(keyPlace, 'YAML_KEY_NOT_TEXT'));
      return;
    }
    const node = value ? convert(value) : emptyAt(keyPlace);
    if (name === '<<') {
      for (const part of node.kind === 'list' ? node.items : [node]) if (part.kind === 'map') merged.push(part);
      return;
    }
    const earlier = entries.get(name);
    if (earlier) problems.push(errorAt(keyPlace, 'YAML_DUPLICATE_KEY', { key: name, line: earlier.keyPlace.line }));
    else entries.set(name, { key: name, keyPlace, value: node });
  };

  const convert = (node: ParsedNode): YamlNode => {
    const place = placeAt(node.range[0]);
    if (resolving.size > 0) aliased++;
    if (isAlias(node)) return resolve(node, place);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(item as ParsedNode)), place };
    if (!isMap(node)) return scalarOf(node, place);
    const entries = new Map<string, YamlEntry>();
    const merged: YamlMap[] = [];
    for (const { key, value } of node.items) addEntry(entries, key as ParsedNode, value as ParsedNode | null, merged);
    for (const [key, entry] of merged.flatMap((map) => [...map.entries])) {
      if (!entries.has(key)) entries.set(key, entry);
    }
    return { kind: 'map', entries, place };
  };

  return convert(document.contents);
}

const emptyAt = (place: Place): YamlScalar => ({ kind: 'scalar', value: null, source: '', style: 'plain', place });

const styles: Readonly<Record<string, YamlScalar['style']>> = {
  PLAIN: 'plain',
  QUOTE_DOUBLE: 'quoted',
  QUOTE_SINGLE: 'quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** What usually is behind a syntax error of the `yaml` package, by its code. */
const hints: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Indent with spaces, the items of one list or map by the same number.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes if it contains a colon, or put the next key on a line of its own.',
  MISSING_CHAR: 'Close what was opened: a quote, a bracket or a brace; put a colon and a space after a key.',
  MULTILINE_IMPLICIT_KEY: 'Put a colon after the key, or indent the text below its key.',
  MULTIPLE_DOCS: 'Remove the line `---`: a file holds one document.',
  BAD_ALIAS: 'Put a text that begins with `*` in quotes.',
  BAD_SCALAR_START: 'Put a text that begins with this sign in quotes.',
  BAD_DQ_ESCAPE: 'Write a backslash twice, or use single quotes.',
  TAB_AS_INDENT: 'Replace the tab by spaces.',
  UNEXPECTED_TOKEN: 'Look for a missing quote, comma or line break just before this place.',
};

function syntaxProblem(error: YAMLError, place: Place): Problem {
  const hint = hints[error.code] ?? 'Look at this line and the one above: indentation, colons, quotes.';
  const reason = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  return errorAt(place, 'YAML_SYNTAX', { reason, hint });
}
