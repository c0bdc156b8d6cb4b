import type { Component, ModelFiles } from './component.js';
import { answersFit } from './kept-answers.js';
import type { LearningSources } from './learning-sources.js';
import { type PartRecord, partFingerprint } from './part-record.js';
import type { ConfiguredComponent } from './pipeline-config.js';
import { bitsOf, bitsProvided, fieldsOf, watchedFields } from './watched-message.js';

/** A part of an earlier model. */
export interface EarlierPart {
  readonly name: string;
  readonly record: PartRecord;
  readonly files: ModelFiles;
  /** What it said of the training messages; none where nothing behind it learned from that. */
  readonly answers: ModelFiles;
}

/** What is done about one component. */
export interface PlannedPart extends ConfiguredComponent {
  /** Hash of its settings. */
  readonly settings: string;
  /** The same component in the earlier model, with whatever settings. */
  readonly earlier: EarlierPart | undefined;
  /** Else it is taken over from the earlier model. */
  train: boolean;
  /** Fills in the training messages for a component behind it that is trained. */
  process: boolean;
  /** Does so once one of them reads what it fills in: nobody knows whether one will, and it takes as long as parsing. */
  whenRead: boolean;
  /** Does so with what it said when it was trained. */
  recall: boolean;
}

/** Hashes of what parts read: of the sources, and of the fields of messages as the parts before filled them in. */
export class FieldHashes {
  readonly #fields = new Map<string, string>();
  readonly #sources: LearningSources;

  constructor(sources: LearningSources) {
    this.#sources = sources;
  }

  readonly hashOf = (source: string): string => {
    if (source.startsWith('gold.') || !(watchedFields as readonly string[]).includes(source)) {
      return this.#sources.hashOf(source);
    }
    return this.#fields.get(source) ?? 'empty';
  };

  /** A part fills in fields, from others; without `reads` nobody knows from which, so the content counts as new. */
  fill(fingerprint: string, writes: readonly string[], reads: readonly string[] | undefined): void {
    const content = reads ? partFingerprint(fingerprint, ['text', ...reads], this.hashOf) : `new: ${fingerprint}`;
    for (const field of writes) this.#fields.set(field, `${field}: ${content}`);
  }
}

/**
 * Decides which components are trained: those whose settings, or anything that they learned from, have changed; and those
 * that have to be there anew for one of them, because only in training a classifier can say what it would make of an
 * example that it has not seen.
 */
export function planTraining(
  pipeline: readonly (ConfiguredComponent & Pick<PlannedPart, 'settings'>)[],
  earlier: readonly EarlierPart[],
  sources: LearningSources,
): PlannedPart[] {
  const hashes = new FieldHashes(sources);
  const left = [...earlier];
  const parts = pipeline.map((configured, at) => {
    const { component, settings } = configured;
    const found = left.findIndex(({ name }) => name === component.name);
    const before = found < 0 ? undefined : left.splice(found, 1)[0];
    const { fingerprint, learnsFrom = [], reads, writes = [] } = before?.record ?? {};
    const same = fingerprint === partFingerprint(settings, learnsFrom, hashes.hashOf);
    if (same) hashes.fill(fingerprint, writes, reads);
    else hashes.fill(`place ${at}`, [...fieldsOf(bitsProvided(component.provides)), ...writes], undefined);
    const remembers = same && answersFit(before?.answers ?? {}, hashes.hashOf('intent'));
    return { ...configured, earlier: before, train: !same, process: false, whenRead: false, recall: remembers };
  });
  let needed = 0;
  /** What those read of which there is no record; or not. */
  let perhaps = 0;
  for (const part of parts.toReversed()) {
    const { component, earlier: before } = part;
    const record = before?.record;
    const writes = bitsProvided(component.provides) | bitsOf(record?.writes ?? []);
    const filled = (needed | perhaps) & writes;
    part.whenRead = filled !== 0 && (needed & writes) === 0 && !component.processTraining;
    part.process = filled !== 0 && !part.whenRead;
    part.recall &&= filled === intent;
    if (part.process && !part.recall) {
      if (saysMoreInTraining(component)) part.train = true;
      if (record?.reads) needed |= bitsOf(record.reads);
      else perhaps |= everyField;
    }
    if (part.whenRead) perhaps |= everyField;
    if (!part.train || !component.train) continue;
    // What a component requires it may need only to parse.
    if (record) needed |= bitsOf(record.learnsFrom);
    else perhaps |= everyField;
  }
  return parts;
}

const everyField = bitsOf(watchedFields);
const intent = bitsOf(['intent']);

/** Once it is loaded from files, it can no longer say what it would make of an example that it has not seen. */
export const saysMoreInTraining = (component: Component): boolean =>
  component.train !== undefined && component.processTraining !== undefined;
