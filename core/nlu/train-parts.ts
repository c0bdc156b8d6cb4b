import type { NluData } from '../training-data/training-data.js';
import { breather } from './breather.js';
import type { ModelFiles, TrainContext } from './component.js';
import { keepAnswers, recallAnswers } from './kept-answers.js';
import type { LearningSources } from './learning-sources.js';
import type { Message } from './message.js';
import { type PartRecord, partFingerprint } from './part-record.js';
import type { TrainedPart } from './pipeline.js';
import { FieldHashes, type PlannedPart, saysMoreInTraining } from './training-plan.js';
import { bitsOf, bitsProvided, bitsUntold, type FieldWatch, fieldsOf, watchedMessage } from './watched-message.js';

/** A part as it comes from training. */
export interface PreparedPart extends TrainedPart {
  readonly record: PartRecord;
  /** The files of a part that was taken over from an earlier model; it has no state unless another needed it. */
  readonly takenOver?: ModelFiles;
  /** What it said of the training messages, where only training can tell and another part learned from it. */
  readonly answers: ModelFiles;
}

/** What parts are trained with. */
interface TrainingSurroundings {
  readonly data: NluData;
  readonly sources: LearningSources;
  readonly language: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  progress?(share: number, note?: string): void;
  warn?(warning: string): void;
}

/**
 * Does what is planned, part after part; each learns from messages that its predecessors filled in. Gives `undefined` when
 * a part looked at something that the plan left out, since it had not looked at it before: then all have to be trained.
 */
export async function trainParts(
  plan: readonly PlannedPart[],
  around: TrainingSurroundings,
): Promise<readonly PreparedPart[] | undefined> {
  const watch: FieldWatch = { read: 0, written: 0, stale: 0 };
  const messages = around.data.examples.map((example) => watchedMessage(example, around.language, watch));
  const hashes = new FieldHashes(around.sources);
  const parts: PreparedPart[] = [];
  const pause = breather(around.signal);
  /** Fields that were not filled in, or not by all that should have, and cannot be. */
  let lost = 0;
  /** The places of parts that fill in messages once somebody reads that, and the fields. */
  let waiting: number[] = [];
  let awaited = 0;

  /**
   * Does something and tells which fields it read, again when it read what had yet to be filled in; `undefined` when it read
   * one that is lost.
   */
  async function watching<Result>(work: () => Promise<Result> | Result): Promise<[Result, string[]] | undefined> {
    watch.read = 0;
    try {
      const result = await work();
      if ((watch.read & watch.stale) === 0) return [result, fieldsOf(watch.read)];
    } catch (error) {
      around.signal.throwIfAborted();
      if ((watch.read & watch.stale) === 0) throw error;
    }
    return (await fillWaiting()) ? watching(work) : undefined;
  }

  /** Has the parts fill in the messages that wait for that; says whether there were any, and all went well. */
  async function fillWaiting(): Promise<boolean> {
    const places = waiting;
    waiting = [];
    awaited = 0;
    watch.stale = lost;
    for (const at of places) {
      const planned = plan[at] as PlannedPart;
      const part = parts[at] as PreparedPart;
      watch.written = 0;
      const state = part.state ?? planned.component.load?.(part.takenOver ?? {}, planned.config);
      const filled = await watching(() => processTraining(planned, state, messages, around.signal));
      if (!filled) return false;
      const record = { ...part.record, reads: filled[1], writes: writesOf(planned) };
      if (!part.record.reads) hashes.fill(record.fingerprint, record.writes, record.reads);
      parts[at] = { ...part, state, record };
    }
    return places.length > 0;
  }

  const writesOf = ({ component, earlier, train }: PlannedPart) =>
    fieldsOf(watch.written | bitsProvided(component.provides) | (train ? 0 : bitsOf(earlier?.record.writes ?? [])));

  /** Trains a part or takes it over, and fills in the messages if others need that; `undefined` when it read what is lost. */
  async function workOn(planned: PlannedPart, at: number): Promise<PreparedPart | undefined> {
    const { component, config, settings, train, process, whenRead, recall, earlier } = planned;
    const started = performance.now();
    let noted = noteTaker(around, at, plan.length);
    const trained = await watching(() => {
      noted = noteTaker(around, at, plan.length);
      return prepare(planned, messages, noted.context);
    });
    if (!trained) return undefined;
    await pause.breathe();
    const [state, fields] = trained;
    const seconds = Math.round(performance.now() - started) / 1000;
    const learned = { ...noted.taken, learnsFrom: component.train ? ['text', ...fields, ...noted.read] : [], seconds };

    // Each stands on what those before it have filled in.
    if (process && (awaited & bitsProvided(component.provides)) !== 0 && !(await fillWaiting())) return undefined;
    watch.written = 0;
    const filled = process ? await watching(() => processTraining(planned, state, messages, around.signal)) : undefined;
    if (process && !filled) return undefined;
    await pause.breathe();
    const before = train ? undefined : earlier;
    const reads = recall ? before?.record.reads : (filled?.[1] ?? before?.record.reads);
    const writes = writesOf(planned);
    const mayWrite = bitsOf(writes) | (reads || component.provides.length === 0 ? 0 : bitsUntold);
    if (whenRead) {
      waiting.push(at);
      awaited |= mayWrite;
    } else if (!process) lost |= mayWrite;
    if (recall) lost |= bitsOf(['ranking']);
    watch.stale = lost | awaited;

    const { learnsFrom, ...told } = before?.record ?? learned;
    // Each hash is of all examples.
    for (const source of learnsFrom) {
      hashes.hashOf(source);
      await pause.breathe();
    }
    const fingerprint = partFingerprint(settings, learnsFrom, hashes.hashOf);
    // What waits and is read after all is noted then, when it is known what it comes from.
    if (reads || !whenRead) hashes.fill(fingerprint, writes, reads);
    const record: PartRecord = { ...told, fingerprint, learnsFrom, writes, ...(reads && { reads }) };
    if (before) return { component, config, state, record, answers: before.answers, takenOver: before.files };
    const keeps = process && saysMoreInTraining(component) && writes.every((field) => answered.includes(field));
    return { component, config, state, record, answers: keeps ? keepAnswers(messages, hashes.hashOf('intent')) : {} };
  }

  for (const [at, planned] of plan.entries()) {
    const part = await workOn(planned, at);
    if (!part) return undefined;
    parts.push(part);
    for (const warning of part.record.warnings) around.warn?.(warning);
    around.progress?.((at + 1) / plan.length, part.component.name);
  }
  return parts;
}

/** Trains a part, or brings it to life from the earlier model if another one needs it. */
function prepare(part: PlannedPart, messages: readonly Message[], context: TrainContext): unknown {
  const { component, config, train, process, recall, earlier } = part;
  if (train) return component.train?.(messages, config, context);
  return process && !recall ? component.load?.(earlier?.files ?? {}, config) : undefined;
}

/** What `keepAnswers` can keep. */
const answered: readonly string[] = ['intent', 'ranking'];

/** What a part is trained with, and what is noted of its training. */
function noteTaker(around: TrainingSurroundings, at: number, total: number) {
  const read = new Set<string>();
  const metrics: Record<string, number> = {};
  const warnings: string[] = [];
  const context: TrainContext = {
    ...around.sources.watch(read),
    language: around.language,
    seed: around.seed,
    signal: around.signal,
    progress: (share, note) => around.progress?.((at + share) / total, note),
    warn: (warning) => warnings.push(warning),
    report(metric, value) {
      metrics[metric] = value;
    },
  };
  return { context, read, taken: { metrics, warnings } };
}

async function processTraining(
  { component, config, recall, earlier }: PlannedPart,
  state: unknown,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<void> {
  if (recall) return recallAnswers(messages, earlier?.answers ?? {});
  if (component.processTraining) {
    await component.processTraining(messages, state, config);
    return;
  }
  const pause = breather(signal);
  for (const message of messages) {
    const waiting = component.process(message, state, config);
    if (waiting !== undefined) await waiting;
    if (pause.due()) await pause.breathe();
  }
}
