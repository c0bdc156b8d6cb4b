import { setTimeout as wait } from 'node:timers/promises';
import { createSlots } from '../../../core/inbox/slots.js';
import { randomFrom } from '../../../models/random.js';
import { quickWord } from './echo-bot.js';
import type { Heard, Line } from './line.js';

/** What became of many messages. */
export interface Order {
  readonly said: number;
  readonly duplicates: number;
  readonly late: number;
  readonly lost: number;
  /** Answers beyond the first to one message. */
  readonly twice: number;
  /** Answers that came before the answer to an earlier message of the same person. */
  readonly overtaken: number;
  readonly refused: number;
  readonly seconds: number;
  /** The lines on which something went wrong, with how often. */
  readonly faults: readonly string[];
}

/** How many messages, by how many people on each line. */
export interface OrderOptions {
  readonly messages: number;
  readonly peopleEach: number;
  readonly from: number;
  note(text: string): void;
}

/** More than so many unanswered, and people wait. */
const mostOpen = 2_000;
/** Webhooks under way at once; platforms hand over no more, and a process that opens more connections resets some. */
const mostUnderWay = 200;
const patienceMs = 60_000;

/**
 * People write on all lines at once, each waiting only for the acknowledgement. One message in a hundred is handed over
 * twice, and one in a hundred comes after the one that was written next, as platforms do. What was acknowledged first
 * has to be answered first.
 */
export async function inOrder(bot: string, lines: readonly Line[], options: OrderOptions): Promise<Order> {
  const { messages, peopleEach, from, note } = options;
  const random = randomFrom(5);
  const begun = performance.now();
  const before = new Map(lines.map((line) => [line, line.answers()]));
  const taken = new Map<string, string[]>();
  const each = Math.ceil(messages / (lines.length * peopleEach));
  let said = 0;
  let duplicates = 0;
  let late = 0;
  let refused = 0;
  let next = from;
  const underWay = createSlots(mostUnderWay);

  const answered = () => lines.reduce((sum, line) => sum + line.answers() - (before.get(line) ?? 0), 0);
  let open = 0;

  async function hand(line: Line, person: number, id: number): Promise<void> {
    while (open > mostOpen) await wait(20);
    const say = () => underWay(() => line.say(bot, { person, id: String(id), text: `${quickWord} ${id}` }));
    try {
      await say();
      said += 1;
      taken.get(`${line.name} ${person}`)?.push(`${quickWord} ${id}`);
      if (random() < 0.01) {
        duplicates += 1;
        await say();
      }
    } catch (error) {
      refused += 1;
      note(error instanceof Error ? error.message : String(error));
    }
  }

  async function write(line: Line, person: number): Promise<void> {
    taken.set(`${line.name} ${person}`, []);
    const ids = Array.from({ length: each }, () => next++);
    for (let at = 0; at + 1 < ids.length; at += 1) {
      if (random() >= 0.01) continue;
      [ids[at], ids[at + 1]] = [ids[at + 1] ?? 0, ids[at] ?? 0];
      late += 1;
      at += 1;
    }
    for (const id of ids) await hand(line, person, id);
  }

  let done = false;
  async function watch(): Promise<void> {
    let last = { count: 0, at: performance.now() };
    for (let round = 0; !(done && open <= 0); round += 1) {
      const count = answered();
      open = said - count;
      if (count > last.count) last = { count, at: performance.now() };
      if (done && performance.now() - last.at > patienceMs) return;
      if (round % 200 === 0) note(`${count} of ${messages} answered`);
      await wait(50);
    }
  }

  const watching = watch();
  const people = lines.flatMap((line) => Array.from({ length: peopleEach }, (_, person) => ({ line, person })));
  await Promise.all(people.map(({ line, person }) => write(line, 100_000 + person)));
  done = true;
  await watching;
  const judged = lines.map((line) => judge(line, line.heard().slice(before.get(line)), taken));
  const total = (key: Fault) => judged.reduce((sum, one) => sum + one[key], 0);
  const faults = judged.flatMap((one, at) =>
    faultNames.filter((key) => one[key] > 0).map((key) => `${lines[at]?.name} ${one[key]} ${key}`),
  );
  const seconds = (performance.now() - begun) / 1_000;
  return {
    said,
    duplicates,
    late,
    refused,
    seconds,
    lost: total('lost'),
    twice: total('twice'),
    overtaken: total('overtaken'),
    faults,
  };
}

const faultNames = ['lost', 'twice', 'overtaken'] as const;
type Fault = (typeof faultNames)[number];

function judge(line: Line, heard: readonly Heard[], taken: ReadonlyMap<string, readonly string[]>) {
  const answers = new Map<number, string[]>();
  for (const { person, text } of heard) answers.set(person, [...(answers.get(person) ?? []), text]);
  let lost = 0;
  let twice = 0;
  let overtaken = 0;
  for (const [whose, texts] of taken) {
    const [name, person] = whose.split(' ');
    if (name !== line.name) continue;
    const got = answers.get(Number(person)) ?? [];
    const first = [...new Set(got)];
    twice += got.length - first.length;
    lost += texts.filter((text) => !first.includes(text)).length;
    const place = new Map(texts.map((text, at) => [text, at]));
    let latest = -1;
    for (const text of first) {
      const at = place.get(text) ?? -1;
      if (at < latest) overtaken += 1;
      latest = Math.max(latest, at);
    }
  }
  return { lost, twice, overtaken };
}
