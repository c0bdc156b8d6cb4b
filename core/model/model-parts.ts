import type { ModelFiles } from '../nlu/component.js';
import type { PartRecord } from '../nlu/part-record.js';

/** Parts of a model: their files, and what is said of each, by its folder (`nlu/2.IntentClassifier`). */
export interface ModelParts {
  readonly files: ModelFiles;
  readonly parts: Readonly<Record<string, PartRecord>>;
}

/** The files in a folder of a model, under their names in it. */
export const filesUnder = (files: ModelFiles, folder: string): ModelFiles => entriesUnder(files, folder);

/** The parts in a folder of a model, under their names in it. */
export const partsUnder = ({ files, parts }: ModelParts, folder: string): ModelParts => ({
  files: entriesUnder(files, folder),
  parts: entriesUnder(parts, folder),
});

/** Puts what has names into a folder of a model. */
export function addUnder<Value>(
  all: Record<string, Value>,
  folder: string,
  entries: Readonly<Record<string, Value>>,
): void {
  for (const [name, value] of Object.entries(entries)) all[`${folder}${name}`] = value;
}

function entriesUnder<Value>(all: Readonly<Record<string, Value>>, folder: string): Readonly<Record<string, Value>> {
  const own = Object.entries(all).filter(([name]) => name.startsWith(folder));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(folder.length), value]));
}
