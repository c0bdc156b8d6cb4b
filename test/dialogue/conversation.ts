import { expect } from 'vitest';
import { createDialogue } from '../../core/dialogue/create-dialogue.js';
import type { TurnResult } from '../../core/dialogue/dialogue.js';
import type { DialogueParts } from '../../core/dialogue/parts.js';
import type { Logger } from '../../core/kernel/logger.js';
import type { Services } from '../../core/kernel/plugin.js';
import { parseLiteral } from '../../core/nlu/literal.js';
import type { ParseResult } from '../../core/nlu/parse-result.js';
import type { TrainedPolicy } from '../../core/policies/ensemble.js';
import { memoizationPolicy } from '../../core/policies/memoization.js';
import type { Policy } from '../../core/policies/policy.js';
import { rulePolicy } from '../../core/policies/rule-policy.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from './project-of.js';

/** What a test may set of a bot. */
interface Setup extends Partial<DialogueParts> {
  readonly use?: readonly (Policy | readonly [Policy, object])[];
  readonly channel?: string;
  /** What messages mean that are not written as `/intent`; others are not understood. */
  readonly meanings?: Readonly<Record<string, string>>;
}

/** A line of the log. */
interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: object;
  readonly message: string;
}

/** Starts a conversation with the bot that a YAML text describes, without NLU, store or network. */
export async function conversation(yaml: string, setup: Setup = {}) {
  const { domain, data } = projectOf(yaml);
  const policies: TrainedPolicy[] = [];
  for (const used of setup.use ?? [rulePolicy, memoizationPolicy]) {
    const [policy, settings] = Array.isArray(used) ? used : [used, {}];
    const config = policy.config.parse(settings);
    const context = { domain, data, seed: 1, signal: new AbortController().signal, progress: () => undefined };
    policies.push({ policy, config, state: await policy.train(config, context) });
  }
  const lines: Line[] = [];
  let now = Date.UTC(2026, 0, 5, 9);
  const dialogue = createDialogue({
    parse: (text) => understand(text, setup.meanings ?? {}),
    actions: [],
    services: {} as Services,
    log: logTo(lines),
    random: () => 0,
    clock: () => new Date(now),
    ...setup,
    domain,
    policies,
  });
  const tracker = createTracker('ann', domain);
  let messages = 0;
  let last: TurnResult = { events: [], messages: [] };
  const signal = new AbortController().signal;

  const turn = async (text: string) => {
    messages += 1;
    const input = { text, messageId: `m${messages}`, inputChannel: setup.channel ?? 'rest', receivedAt: new Date(now) };
    last = await dialogue.turn(tracker, input, signal);
    return last;
  };
  return {
    tracker,
    dialogue,
    lines,
    /** The person says something; then look at what comes back. */
    hears: (text: string) => ({
      says: async (...expected: string[]) => {
        expect((await turn(text)).messages.map((message) => message.text)).toEqual(expected);
      },
      saysNothing: async () => {
        expect((await turn(text)).messages).toEqual([]);
      },
      does: async (...expected: string[]) => {
        await turn(text);
        expect(actionsOf(last)).toEqual([...expected, 'action_listen']);
      },
    }),
    /** The person says something, and what comes back is yours to look at. */
    send: turn,
    trigger: async (intent: string, entities: Record<string, unknown> = {}) => {
      last = await dialogue.trigger(tracker, { intent, entities }, signal);
      return last;
    },
    get last() {
      return last;
    },
    /** The actions of the last turn. */
    get did() {
      return actionsOf(last);
    },
    slot: (name: string) => tracker.slots[name],
    later: ({ minutes }: { minutes: number }) => {
      now += minutes * 60_000;
    },
    logged: (level: Line['level']) => lines.filter((line) => line.level === level).map((line) => line.message),
  };
}

function actionsOf({ events }: TurnResult): readonly (string | null | undefined)[] {
  return events
    .flatMap((event) =>
      event.event === 'action' && event.name !== 'action_session_start' ? [event.name ?? event.action_text] : [],
    )
    .slice(startsSession(events) ? 1 : 0);
}

const startsSession = (events: TurnResult['events']) => events.some((event) => event.event === 'session_started');

/** Understands `/intent{"entity": "value"}`, also with a role (`entity#role`), and the meanings given; nothing else. */
function understand(text: string, meanings: Readonly<Record<string, string>>): ParseResult {
  const literal = parseLiteral(meanings[text] ?? text)?.result;
  if (!literal) {
    const unsure = { name: 'nlu_fallback', confidence: 0.7 };
    return { text, intent: unsure, entities: [], intent_ranking: [unsure, { name: 'greet', confidence: 0.3 }] };
  }
  const entities = literal.entities.map((mention) => {
    const [entity = '', role] = mention.entity.split('#');
    return { ...mention, entity, ...(role ? { role } : {}) };
  });
  return { ...literal, text, entities };
}

function logTo(lines: Line[]): Logger {
  const at = (level: Line['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const log: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => log,
  };
  return log;
}
