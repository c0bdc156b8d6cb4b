/** Next actions on stories that training has not seen: `npx tsx test/bench/policy.ts`. Made-up projects, and the tattoo studio. */
import { loadBot } from '../../core/bot/load-bot.js';
import type { Domain } from '../../core/domain/domain.js';
import { type Policy, type Story, type Tracker, walkStories } from '../../core/index.js';
import { predictNext, type TrainedPolicy } from '../../core/policies/ensemble.js';
import { createTracker } from '../../core/tracker/tracker.js';
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

console.table(await measureDoubts());
console.table(await measureStudio());

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

/** How often a message in its place is doubted, and how often one out of place is. */
async function measureDoubts() {
  const results: Record<string, string | number>[] = [];
  for (const stories of [10, 30, 100]) {
    const { domain, data } = projectOf(madeUpStories(stories, 1));
    const unseen = projectOf(madeUpStories(heldOut, 1001)).data.stories;
    const doubting = await trainAlone('UnlikelyIntentPolicy', domain, data);
    const doubts = (tracker: Tracker) => predictNext([doubting], tracker, domain).action === 'action_unlikely_intent';
    const [apt, odd]: [boolean[], boolean[]] = [[], []];
    walkStories(unseen, domain, 50, ({ tracker }) => {
      if (tracker.latestAction?.name !== 'action_listen') return;
      apt.push(doubts(tracker));
      const before = tracker.storyStates(2, { slots: [], loops: [] })[0]?.action ?? '';
      // Nothing was offered and nothing asked: yes and no are out of place.
      if (/offer|which/.test(before)) return;
      const parse_data = {
        ...tracker.latestMessage,
        intent: { name: ['affirm', 'deny'][odd.length % 2] ?? '', confidence: 1 },
      };
      odd.push(
        doubts(createTracker('', domain, [...tracker.events.slice(0, -1), { event: 'user', text: '', parse_data }])),
      );
    });
    const share = (found: readonly boolean[]) => Math.round((1000 * found.filter(Boolean).length) / found.length) / 10;
    results.push({ stories, 'doubted in place %': share(apt), 'doubted out of place %': share(odd) });
  }
  return results;
}

/** The stories of the tattoo studio, each with the first turn of another put in wherever the bot listens outside a form. */
async function measureStudio() {
  const { project } = await loadBot('domains/tattoo-studio', presets);
  const { domain, data } = project;
  const aside = data.stories.map(({ steps }) => steps.slice(0, 2));
  const varied = data.stories.flatMap((story, own) =>
    story.steps.flatMap((step, at): Story[] => {
      const inForm = story.steps.slice(0, at).findLast(({ type }) => type === 'active_loop');
      if (step.type !== 'user' || (inForm?.type === 'active_loop' && inForm.name !== null)) return [];
      return aside.flatMap((turn, other) =>
        other === own ? [] : [{ ...story, steps: [...story.steps.slice(0, at), ...turn, ...story.steps.slice(at)] }],
      );
    }),
  );
  const results: Record<string, string | number>[] = [];
  for (const name of ['MemoizationPolicy', 'AugmentedMemoizationPolicy', 'LearnedPolicy']) {
    const trained = await trainAlone(name, domain, data);
    const { right, wrong, error } = judge([trained], domain, varied);
    const [rightShare, wrongShare, ece] = [right, wrong, error].map((share) => Math.round(share * 10) / 10);
    const [studio, ms] = [`${varied.length} varied stories`, Math.round(trained.ms)];
    results.push({
      studio,
      policy: name,
      'right %': rightShare ?? 0,
      'wrong %': wrongShare ?? 0,
      'ECE %': ece ?? 0,
      ms,
    });
  }
  return results;
}
