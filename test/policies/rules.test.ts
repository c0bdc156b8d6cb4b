import { expect, it } from 'vitest';
import { findRuleProblems, rulePolicy } from '../../core/policies/rule-policy.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from '../dialogue/project-of.js';

const base = `
intents: [greet, bye, ask]
slots:
  seen: { type: bool, mappings: [{ type: custom }] }
forms:
  some_form: { required_slots: [seen] }
responses:
  utter_hi: [{ text: Hi }]
  utter_hello: [{ text: Hello }]
  utter_bye: [{ text: Bye }]
`;

const problemsOf = (yaml: string, config = {}) => {
  const { domain, data } = projectOf(base + yaml);
  return findRuleProblems(data, domain, config);
};

it('finds nothing wrong with rules that agree', () => {
  const problems = problemsOf(`
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
- rule: two
  steps:
  - intent: bye
  - action: utter_bye
`);
  expect(problems).toEqual([]);
});

it('names two rules that answer the same message differently, with both places', () => {
  const [problem] = problemsOf(`
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
- rule: two
  steps:
  - intent: greet
  - action: utter_hello
`);
  expect(problem).toMatchObject({ code: 'RULE_CONTRADICTS', place: { line: 20 } });
  expect(problem?.message).toBe(
    'Rule "two" goes on with "utter_hello", but rule "one" (bot.yml:13:3) goes on with "utter_hi".',
  );
});

it('names the story that does not keep to a rule', () => {
  const [problem] = problemsOf(`
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: another way
  steps:
  - intent: greet
  - action: utter_hello
`);
  expect(problem?.message).toMatch(/^Story "another way" goes on with "utter_hello", but rule "one"/);
});

it('lets a story keep to a rule', () => {
  const problems = problemsOf(`
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: the same way
  steps:
  - intent: greet
  - action: utter_hi
  - intent: bye
  - action: utter_bye
`);
  expect(problems).toEqual([]);
});

it('lets a rule with a condition differ from the general one', () => {
  const problems = problemsOf(`
rules:
- rule: general
  steps:
  - intent: greet
  - action: utter_hi
- rule: particular
  condition:
  - slot_was_set:
    - seen: true
  steps:
  - intent: greet
  - action: utter_hello
`);
  expect(problems).toEqual([]);
});

it('finds that a rule stops where another goes on', () => {
  const problems = problemsOf(`
rules:
- rule: stops
  steps:
  - intent: greet
  - action: utter_hi
- rule: goes on
  steps:
  - intent: greet
  - action: utter_hi
  - action: utter_hello
`);
  expect(problems.map(({ code }) => code)).toEqual(['RULE_CONTRADICTS']);
});

it('refuses a rule with two messages', () => {
  const yaml = `
rules:
- rule: long
  steps:
  - intent: greet
  - action: utter_hi
  - intent: bye
  - action: utter_bye
`;
  expect(problemsOf(yaml).map(({ code }) => code)).toEqual(['RULE_TOO_LONG']);
  expect(problemsOf(yaml, { restrict_rules: false })).toEqual([]);
});

it('finds an action that sets a slot in one rule only', () => {
  const problems = problemsOf(`
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
  - slot_was_set:
    - seen: true
- rule: two
  steps:
  - intent: bye
  - action: utter_hi
`);
  expect(problems[0]).toMatchObject({ code: 'RULE_INCOMPLETE', place: { line: 19 } });
});

it('does not look for contradictions when told not to', () => {
  const problems = problemsOf(
    `
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: another way
  steps:
  - intent: greet
  - action: utter_hello
`,
    { check_for_contradictions: false },
  );
  expect(problems).toEqual([]);
});

it('takes a story within a form for an unhappy path', () => {
  const problems = problemsOf(`
rules:
- rule: begin
  steps:
  - intent: ask
  - action: some_form
  - active_loop: some_form
- rule: greet
  steps:
  - intent: greet
  - action: utter_hi
stories:
- story: greeting in between
  steps:
  - intent: ask
  - action: some_form
  - active_loop: some_form
  - intent: greet
  - action: utter_hi
  - action: some_form
  - active_loop: null
`);
  expect(problems).toEqual([]);
});

it('does the same after it was saved and loaded', async () => {
  const { domain, data } = projectOf(`${base}
rules:
- rule: one
  steps:
  - intent: greet
  - action: utter_hi
`);
  const config = rulePolicy.config.parse({});
  const context = {
    domain,
    data,
    seed: 1,

    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const state = await rulePolicy.train(config, context);
  const loaded = rulePolicy.load(rulePolicy.save(state), config);
  const tracker = createTracker('ann', domain);
  tracker.apply({ event: 'action', name: 'action_listen' });
  const intent = { name: 'greet', confidence: 1 };
  tracker.apply({ event: 'user', text: 'hi', parse_data: { text: 'hi', intent, entities: [], intent_ranking: [] } });
  expect(rulePolicy.predict(tracker, domain, loaded, config)).toEqual(
    rulePolicy.predict(tracker, domain, state, config),
  );
  expect(rulePolicy.predict(tracker, domain, loaded, config).action).toBe('utter_hi');
});

it('refuses settings that it does not know', () => {
  expect(rulePolicy.config.safeParse({ core_fallback_treshold: 0.3 }).success).toBe(false);
});
