import { expect, it } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import { createDialogue } from '../../core/dialogue/create-dialogue.js';
import { createKernel } from '../../core/kernel/kernel.js';
import { definePlugin } from '../../core/kernel/plugin.js';
import { parseLiteral } from '../../core/nlu/literal.js';
import { rulePolicy } from '../../core/policies/rule-policy.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { listeningLog } from '../kit/log.js';
import { projectOf } from './project-of.js';

declare module 'parley' {
  interface Services {
    testCount: number;
  }
}

it('gives actions what a plugin provides now, also after it was loaded again', async () => {
  const log = listeningLog();
  const kernel = createKernel({ log });
  let starts = 0;
  await kernel.load(
    definePlugin({
      name: 'counting',
      provides: ['testCount'],
      setup: ({ provide }) => {
        starts += 1;
        provide('testCount', starts);
      },
    }),
  );
  await kernel.start();
  const { domain, data } = projectOf(
    'intents: [count]\nactions: [action_count]\nrules:\n- rule: count\n  steps:\n  - intent: count\n  - action: action_count\n',
  );
  const config = rulePolicy.config.parse({});
  const signal = new AbortController().signal;
  const state = await rulePolicy.train(config, { domain, data, seed: 1, signal, progress: () => {} });
  const action = defineAction({ name: 'action_count', run: ({ services, say }) => void say(`${services.testCount}`) });
  const dialogue = createDialogue({
    domain,
    parse: (text) =>
      parseLiteral(text, domain)?.result ?? {
        text,
        intent: { name: null, confidence: 0 },
        entities: [],
        intent_ranking: [],
      },
    policies: [{ policy: rulePolicy, config, state }],
    actions: [action],
    get services() {
      return kernel.services;
    },
    log,
  });
  const tracker = createTracker('ann', domain);
  const asks = async () => {
    const input = { text: '/count', messageId: 'm', inputChannel: 'test', receivedAt: new Date() };
    return (await dialogue.turn(tracker, input, signal)).messages.map(({ text }) => text);
  };
  expect(await asks()).toEqual(['1']);
  await kernel.reload('counting');
  expect(await asks()).toEqual(['2']);
  await kernel.stop();
});
