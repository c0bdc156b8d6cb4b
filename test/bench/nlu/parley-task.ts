/** Trains a pipeline in a process of its own, asks it all test messages, and tells what it took and how right it was. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadPipeline, savePipeline, trainPipeline } from '../../../core/index.js';
import { builtInComponents } from '../../../models/index.js';
import { type Judged, type Scores, scoresOf } from '../nlu-scores.js';
import { type Spread, spreadOf } from '../spread.js';
import { answerTask } from '../task.js';
import { surenessOf } from './sureness.js';
import { elsewhere, readMaterial, type Training, unknown } from './training.js';

/** What a training took, and how right its model was. */
export interface Trained {
  readonly seconds: number;
  /** The most memory that the process ever held, in bytes. */
  readonly peak: number;
  /** The longest that the training kept everything else in its process waiting, in ms. */
  readonly held: number;
  /** The model's files, in bytes. */
  readonly size: number;
  readonly loadMs: number;
  readonly scores: Scores;
  readonly parses: Spread;
  /** How well confidence tells known intents from unknown ones, 0.5 to 1; `NaN` when all are known. */
  readonly unknownAuroc: number;
  /** The same for messages of another data set. */
  readonly elsewhereAuroc: number;
}

/** Asked before parses are timed, so that Node.js has compiled what they run through. */
const warmUp = 300;
/** The clock of the event loop is looked at so often, in ms. */
const resolution = 5;

async function measure({ material, pipeline: entries, seed }: Training): Promise<Trained> {
  const { data, test } = await readMaterial(material, seed);
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const start = performance.now();
  const trained = await trainPipeline(entries, builtInComponents, data, undefined, { seed, warn: console.warn });
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  const peak = process.resourceUsage().maxRSS * 1024;
  const files = savePipeline(trained);
  const loading = performance.now();
  const pipeline = loadPipeline(files, entries, builtInComponents);
  const loadMs = performance.now() - loading;
  for (const { text } of test.slice(0, warmUp)) await pipeline.parse(text);
  const times: number[] = [];
  const judged: Judged[] = [];
  for (const example of test) {
    const began = performance.now();
    const result = await pipeline.parse(example.text);
    times.push(performance.now() - began);
    judged.push({ example, result });
  }
  return {
    seconds,
    peak,
    held: delay.max / 1e6 - resolution,
    size: Object.values(files).reduce((sum, { length }) => sum + length, 0),
    loadMs,
    scores: scoresOf(judged),
    parses: spreadOf(times),
    unknownAuroc: surenessOf(judged, unknown),
    elsewhereAuroc: surenessOf(judged, elsewhere),
  };
}

answerTask<Training, Trained>(measure);
