/** The clients, in a process of their own, as on other machines; they share the processors with the server. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Random, randomFrom } from '../../models/random.js';
import { type AnswerKey, questions } from './questions.js';
import { type Spread, spreadOf } from './spread.js';
import { connectRest, connectSocket, type Talker } from './talker.js';
import { answerTask } from './task.js';

/** Who talks to which server, and how. */
export interface LoadInput {
  readonly url: string;
  readonly over: 'socket' | 'rest';
  readonly key: AnswerKey;
  readonly people: number;
  readonly plan: Plan;
}

/** Without a pause, for some seconds or until so many answers have come; or like people, with time to think. */
export type Plan =
  | { readonly kind: 'rush'; readonly warmUpSeconds: number; readonly seconds: number }
  | { readonly kind: 'count'; readonly answers: number }
  | {
      readonly kind: 'people';
      readonly messagesEach: number;
      readonly pause: readonly [leastMs: number, mostMs: number];
      /** Within this time they all arrive. */
      readonly arrivalMs: number;
    };

/** What the clients saw. */
export interface LoadResult {
  /** Answers within the time that counts. */
  readonly answers: number;
  readonly seconds: number;
  readonly times: Spread;
  /** All that went wrong, warm-up included: what, and how often. */
  readonly errors: Readonly<Record<string, number>>;
  /** Messages sent in all, warm-up included. */
  readonly said: number;
}

/** A conversation without pauses has so many messages; then the same connection begins another. */
const conversationLength = 10;
/** Errors of one person after which that person gives up. */
const patienceForErrors = 5;

interface Run {
  readonly input: LoadInput;
  readonly random: Random;
  readonly times: number[];
  readonly errors: Record<string, number>;
  said: number;
}

async function load(input: LoadInput): Promise<LoadResult> {
  const run: Run = { input, random: randomFrom(11), times: [], errors: {}, said: 0 };
  const { plan } = input;
  const seconds = plan.kind === 'people' ? await crowd(run, plan) : await rush(run, plan);
  const { times, errors, said } = run;
  return { answers: times.length, seconds, times: spreadOf(times), errors, said };
}

/** Everybody says the next thing as soon as the last is answered. */
async function rush(run: Run, plan: Exclude<Plan, { kind: 'people' }>): Promise<number> {
  const talkers = await Promise.all(Array.from({ length: run.input.people }, () => connect(run)));
  const begun = performance.now();
  const from = plan.kind === 'rush' ? begun + plan.warmUpSeconds * 1000 : begun;
  const until = plan.kind === 'rush' ? from + plan.seconds * 1000 : Number.POSITIVE_INFINITY;
  const most = plan.kind === 'count' ? plan.answers : Number.POSITIVE_INFINITY;
  const person = async (talker: Talker) => {
    let failed = 0;
    for (let said = 0; performance.now() < until && run.said < most && failed < patienceForErrors; said += 1) {
      if (said % conversationLength === 0) await noting(run, () => talker.begin());
      const answered = await ask(run, talker, from, until);
      if (!answered) failed += 1;
    }
  };
  await Promise.all(talkers.map(person));
  const end = Math.min(until, performance.now());
  for (const talker of talkers) leave(run, talker);
  return (end - from) / 1000;
}

/** Each comes at some moment, says a few things and thinks in between, and goes. */
async function crowd(run: Run, plan: Extract<Plan, { kind: 'people' }>): Promise<number> {
  const [least, most] = plan.pause;
  const begun = performance.now();
  const person = async () => {
    await wait(run.random() * plan.arrivalMs);
    const talker = await noting(run, () => connect(run));
    if (!talker) return;
    await noting(run, () => talker.begin());
    for (let said = 0; said < plan.messagesEach; said += 1) {
      await wait(least + run.random() * (most - least));
      await ask(run, talker, begun, Number.POSITIVE_INFINITY);
    }
    leave(run, talker);
  };
  await Promise.all(Array.from({ length: run.input.people }, person));
  return (performance.now() - begun) / 1000;
}

const connect = ({ input: { over, url, key } }: Run): Promise<Talker> =>
  over === 'socket' ? connectSocket(url, key) : connectRest(url, key);

/** @returns whether an answer came */
async function ask(run: Run, talker: Talker, from: number, until: number): Promise<boolean> {
  const text = questions[Math.floor(run.random() * questions.length)]?.text ?? '';
  run.said += 1;
  const start = performance.now();
  const answered = await noting(run, () => talker.say(text).then(() => true));
  const end = performance.now();
  if (answered && end >= from && end <= until) run.times.push(end - start);
  return answered === true;
}

function leave(run: Run, talker: Talker): void {
  if (talker.unasked() > 0) count(run, 'answers to nothing', talker.unasked());
  talker.close();
}

/** Does something, and notes what goes wrong. */
async function noting<Result>(run: Run, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    count(run, error instanceof Error ? error.message : String(error), 1);
    return undefined;
  }
}

function count({ errors }: Run, what: string, often: number): void {
  errors[what] = (errors[what] ?? 0) + often;
}

answerTask<LoadInput, LoadResult>(load);
