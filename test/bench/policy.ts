/** Next actions on stories that training has not seen: `npx tsx test/bench/policy.ts`. The projects are made up. */
import type { Domain } from '../../core/domain/domain.js';
import { type Policy, type Story, walkStories } from '../../core/index.js';
import { predictNext, type TrainedPolicy } from '../../core/policies/ensemble.js';
import { presets } from '../../presets.js';
import { projectOf } from '../dialogue/project-of.js';
import { madeUpStories } from './made-up-stories.js';

const history = 8;
const seeds = [1, 2, 3];
const heldOut = 150;

const combinations = [
  ['MemoizationPolicy'],
  ['AugmentedMemoizationPolicy'],
  ['LearnedPolicy'],
  ['MemoizationPolicy', 'LearnedPolicy'],
];

const rows: Record<string, string | number>[] = [];
for (const stories of [10, 30, 100]) {
  const drawn = [] as Figures[][];
  for (const seed of seeds) drawn.push(await measure(stories, seed));
  for (const [at, names] of combinations.entries()) {
    const mean = (key: keyof Figures) =>
      Math.round((drawn.reduce((sum, figures) => sum + (figures[at]?.[key] ?? 0), 0) / drawn.length) * 10) / 10;
    rows.push({
      stories,
      policies: names.join(', '),
      'right %': mean('right'),
      'wrong %': mean('wrong'),
      'ECE %': mean('error'),
      'own stories %': mean('own'),
      'training ms': mean('ms'),
    });
  }
}
console.table(rows);

interface Figures {
  readonly right: number;
  readonly wrong: number;
  readonly error: number;
  readonly own: number;
  readonly ms: number;
}

/** The figures of each combination. */
async function measure(stories: number, seed: number): Promise<Figures[]> {
  const { domain, data } = projectOf(madeUpStories(stories, seed));
  const unseen = projectOf(madeUpStories(heldOut, 1000 + seed)).data.stories;
  const trained = new Map<string, Awaited<ReturnType<typeof trainAlone>>>();
  for (const name of new Set(combinations.flat())) trained.set(name, await trainAlone(name, domain, data));
  return combinations.map((names) => {
    const policies = names.flatMap((name) => trained.get(name) ?? []);
    const ms = policies.reduce((sum, one) => sum + one.ms, 0);
    return { ...judge(policies, domain, unseen), own: judge(policies, domain, data.stories).right, ms };
  });
}

async function trainAlone(name: string, domain: Domain, data: ReturnType<typeof projectOf>['data']) {
  const policy = presets.policies.find((one) => one.name === name) as Policy;
  const config = policy.config.parse({ max_history: history });
  const started = performance.now();
  const context = { domain, data, seed: 1, signal: new AbortController().signal, progress: () => undefined };
  const state = await policy.train(config, context);
  return { policy, config, state, ms: performance.now() - started };
}

/** Answers to messages: how many are right, how many of the sure ones are wrong, and the calibration error (15 bins). */
function judge(policies: readonly TrainedPolicy[], domain: Domain, stories: readonly Story[]) {
  const threshold = 0.3;
  const bins = Array.from({ length: 15 }, () => ({ count: 0, right: 0, sure: 0 }));
  let [count, right, wrong] = [0, 0, 0];
  walkStories(stories, domain, 50, ({ tracker, action }) => {
    if (action === 'action_listen') return;
    const prediction = predictNext(policies, tracker, domain);
    const fits = prediction.action === action && prediction.confidence >= threshold;
    const bin = bins[Math.min(14, Math.floor(prediction.confidence * 15))];
    if (bin && prediction.confidence > 0) {
      bin.count += 1;
      bin.sure += prediction.confidence;
      if (prediction.action === action) bin.right += 1;
    }
    count += 1;
    if (fits) right += 1;
    else if (prediction.confidence >= threshold) wrong += 1;
  });
  const judged = bins.reduce((sum, bin) => sum + bin.count, 0);
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.sure), 0) / Math.max(1, judged);
  return { right: (100 * right) / count, wrong: (100 * wrong) / count, error: 100 * error };
}
