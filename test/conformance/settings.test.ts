import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { conformance } from './harness.js';
import type { CodeStep, Surroundings } from './harness-shape.js';

const reader = 'RasaHQ/rasa rasa/shared/utils/io.py replace_environment_variables';

const bot = {
  domain: `
version: "3.1"
intents: [greet]
actions: [action_call]
responses:
  utter_greet: [{ text: "Hello!" }]
`,
  data: `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
`,
};

const warns =
  (pattern: RegExp): CodeStep =>
  ({ logged }) => {
    const warnings = logged.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(warnings).toContainEqual(expect.stringMatching(pattern));
  };
const isQuiet =
  (pattern: RegExp): CodeStep =>
  ({ logged }) =>
    expect(logged.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(pattern));

const named = (endpoints: string, pattern: RegExp) => ({
  ...bot,
  files: { 'endpoints.yml': endpoints },
  turns: [warns(pattern), { user: '/greet', bot: 'Hello!' }],
});

conformance('an event broker is named at start, and the bot runs without it', {
  from: 'rasa.com/docs/rasa/event-brokers#pika-event-broker',
  ...named('event_broker:\n  type: pika\n  url: localhost\n', /event broker "pika".*events are not published/),
});

conformance('Kafka too', {
  from: 'rasa.com/docs/rasa/event-brokers#kafka-event-broker',
  ...named('event_broker:\n  type: kafka\n  url: localhost\n', /event broker "kafka"/),
});

conformance('a lock store is named as what is not needed', {
  from: 'rasa.com/docs/rasa/lock-stores#redislockstore',
  ...named('lock_store:\n  type: redis\n  url: localhost\n', /lock store "redis", which Parley does not need/),
});

conformance('a lock store in memory is not worth a word', {
  ...bot,
  from: 'rasa.com/docs/rasa/lock-stores#inmemorylockstore-default',
  files: { 'endpoints.yml': 'lock_store:\n  type: in_memory\n' },
  turns: [isQuiet(/lock store/)],
});

for (const [type, anchor] of [
  ['redis', 'redistrackerstore'],
  ['mongod', 'mongotrackerstore'],
  ['dynamo', 'dynamotrackerstore'],
  ['my_module.MyStore', 'custom-tracker-store'],
] as const) {
  conformance(`the tracker store "${type}" is named with what is done instead`, {
    from: `rasa.com/docs/rasa/tracker-stores#${anchor}`,
    ...named(
      `tracker_store:\n  type: ${type}\n  url: localhost\n`,
      new RegExp(`tracker store "${type}".*DATABASE_URL`),
    ),
  });
}

conformance('a channel of Rasa that Parley lacks is named, and the others open', {
  ...bot,
  from: 'rasa.com/docs/rasa/messaging-and-voice-channels',
  files: { 'credentials.yml': 'rest:\nmattermost:\n  url: http://localhost\n' },
  turns: [warns(/channel "mattermost".*does not open/), { user: '/greet', bot: 'Hello!' }],
});

/** Sets variables while a case runs, with a server to be called by the name of one of them. */
const withVariables = (variables: Record<string, string>, endpoints: (port: number) => string) => {
  const calls: string[] = [];
  return {
    calls,
    surroundings: async (): Promise<Surroundings> => {
      const server = createServer((request, response) => {
        calls.push(`${request.url}`);
        response.end(JSON.stringify({ text: 'From afar.' }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
      Object.assign(process.env, variables, { CONFORMANCE_PORT: String(port) });
      return {
        files: { 'endpoints.yml': endpoints(port) },
        close() {
          for (const [name] of before) delete process.env[name];
          delete process.env.CONFORMANCE_PORT;
          server.close().closeAllConnections();
        },
      };
    },
  };
};

const partly = withVariables(
  { CONFORMANCE_HOST: '127.0.0.1' },
  () => `nlg:\n  url: http://\${CONFORMANCE_HOST}:\${CONFORMANCE_PORT}/nlg\n`,
);
conformance('several variables are filled in within one value', {
  ...bot,
  from: reader,
  surroundings: partly.surroundings,
  turns: [{ user: '/greet', bot: 'From afar.' }],
});

const bare = withVariables(
  { CONFORMANCE_PATH: 'words' },
  () => `nlg:\n  url: http://127.0.0.1:\${CONFORMANCE_PORT}/$CONFORMANCE_PATH\n`,
);
conformance('beside one in braces, a variable without them is filled in too', {
  ...bot,
  from: `${reader} (os.path.expandvars)`,
  surroundings: bare.surroundings,
  turns: [{ user: '/greet', bot: 'From afar.' }, () => expect(bare.calls).toEqual(['/words'])],
});

conformance('a variable that is not set is named with its line', {
  ...bot,
  from: `${reader}, RasaException`,
  files: { 'endpoints.yml': `nlg:\n  url: \${CONFORMANCE_UNSET}\n` },
  refused: /endpoints\.yml:2.*CONFORMANCE_UNSET/s,
});

conformance('what is no name of a variable is not taken for one with a default', {
  ...bot,
  from: `${reader}, RasaException`,
  files: { 'credentials.yml': `rest:\ncallback:\n  url: \${CONFORMANCE_UNSET:-http://localhost}\n` },
  refused: /credentials\.yml:3.*CONFORMANCE_UNSET:-http/s,
});

conformance('a name without braces alone is text', {
  ...bot,
  from: reader,
  files: { 'endpoints.yml': 'nlg:\n  url: http://localhost/$HOME\n  token: $HOME\n' },
  turns: [isQuiet(/HOME/)],
});

conformance('lists in brackets may be indented as one likes', {
  from: 'RasaHQ/rasa rasa/shared/utils/io.py read_yaml',
  ...bot,
  config: '\nlanguage: en\npolicies:\n  - name: RulePolicy\n  - {\n name: MemoizationPolicy,\nmax_history: 5\n   }\n',
  turns: [{ user: '/greet', bot: 'Hello!' }],
});
