import { fileURLToPath } from 'node:url';
import { createDialogue } from '../../../core/dialogue/create-dialogue.js';
import type { Logger } from '../../../core/kernel/logger.js';
import type { Services } from '../../../core/kernel/plugin.js';
import { parseLiteral } from '../../../core/nlu/literal.js';
import type { TrainedPolicy } from '../../../core/policies/ensemble.js';
import { rulePolicy } from '../../../core/policies/rule-policy.js';
import { readProject } from '../../../core/project/project.js';
import { createTracker } from '../../../core/tracker/tracker.js';
import { tattooStudio } from '../../../domains/tattoo-studio/pack.js';
import type { Studio } from '../../../domains/tattoo-studio/studio/service.js';
import { tuesdayAtTen } from './team.js';

const folder = fileURLToPath(new URL('../../../domains/tattoo-studio', import.meta.url));

/** Brings the pack to life over open books; messages are literal (`/intent{…}`), anything else is plain text. */
export async function openChats(studio: Studio) {
  const { domain, data } = await readProject([{ folder }]);
  const signal = new AbortController().signal;
  const config = rulePolicy.config.parse({});
  const state = await rulePolicy.train(config, { domain, data, seed: 1, signal, progress: () => {} });
  const policies: TrainedPolicy[] = [{ policy: rulePolicy, config, state }];
  const problems: string[] = [];
  const complain = (_fields: object, message: string) => {
    problems.push(message);
  };
  const log: Logger = { debug() {}, info() {}, warn: complain, error: complain, child: () => log };
  const dialogue = createDialogue({
    domain,
    policies,
    actions: tattooStudio.actions ?? [],
    services: { studio } as Services,
    log,
    random: () => 0,
    clock: () => tuesdayAtTen,
    parse: (text) => parseLiteral(text)?.result ?? plainText(text),
  });

  return {
    /** What the log complained of, in all chats. */
    problems,
    /** A new person; each message is answered with all that the bot says, as one text. */
    chat(name: string) {
      const tracker = createTracker(name, domain);
      let count = 0;
      return {
        tracker,
        async says(text: string, metadata?: Readonly<Record<string, unknown>>): Promise<string> {
          count += 1;
          const input = {
            text,
            messageId: `${name} ${count}`,
            inputChannel: 'rest',
            receivedAt: tuesdayAtTen,
            ...(metadata ? { metadata } : {}),
          };
          const { messages } = await dialogue.turn(tracker, input, signal);
          return messages
            .map((message) => [message.text, ...(message.buttons ?? []).map(({ title }) => `[${title}]`)].join('\n'))
            .join('\n');
        },
      };
    },
  };
}

function plainText(text: string) {
  const intent = { name: 'nlu_fallback', confidence: 0.7 };
  return { text, intent, entities: [], intent_ranking: [intent] };
}
