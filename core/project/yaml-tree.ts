import type { Place } from '../place.js';

/** A piece of a YAML file that knows where it was written. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

/** A map in the order written; keys are text and occur once. */
export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly place: Place;
}

/** A key of a map with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: YamlNode;
}

/** A sequence. */
export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly place: Place;
}

/** A single value, typed by the YAML 1.2 core schema: `yes`, `no`, `on` and `off` are text. */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as written, for names that happen to look like numbers. */
  readonly source: string;
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
  readonly place: Place;
}

/** The value without its places, as JSON would hold it. */
export function toPlain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, toPlain(value)]));
}

/** What a node is, in words, for messages. */
export function describeNode(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return `the text "${shorten(node.value)}"`;
  return node.source;
}

const shorten = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};
