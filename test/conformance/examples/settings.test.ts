import { expect } from 'vitest';
import { conformance } from '../harness.js';

const greeter = {
  domain: 'version: "3.1"\nintents: [greet]\nresponses:\n  utter_greet: [{ text: Hello! }]\n',
  data: 'version: "3.1"\nrules:\n- rule: greet\n  steps: [{ intent: greet }, { action: utter_greet }]\n',
};

conformance('the credentials of a new Rasa project open its channels, and that for Rasa X means nothing', {
  from: 'RasaHQ/rasa rasa/cli/initial_project/credentials.yml',
  ...greeter,
  files: { 'credentials.yml': 'rest:\n\nrasa:\n  url: "http://localhost:5002/api"\n' },
  turns: [
    { user: '/greet', bot: 'Hello!' },
    ({ logged }) => expect(JSON.stringify(logged)).not.toMatch(/credentials\.yml/),
  ],
});

conformance('a channel of Rasa that is not there, or a class in Python, is named at the start; the others open', {
  from: 'rasa.com/docs/rasa/messaging-and-voice-channels, rasa.com/docs/rasa/connectors/custom-connectors',
  ...greeter,
  files: {
    'credentials.yml':
      'rest:\nmattermost:\n  url: "https://chat.example/api/v4"\naddons.custom_channel.MyIO:\n  username: u\n',
  },
  turns: [
    { user: '/greet', bot: 'Hello!' },
    ({ logged }) => {
      expect(JSON.stringify(logged)).toMatch(/mattermost.{0,40}does not have/);
      expect(JSON.stringify(logged)).toMatch(/addons\.custom_channel\.MyIO/);
    },
  ],
});

conformance('a misspelt channel is refused, with the name that was meant', {
  from: 'rasa.com/docs/rasa/messaging-and-voice-channels',
  ...greeter,
  files: { 'credentials.yml': 'rst:\n' },
  refused: /names the channel "rst", which is not there\..*"rest"/,
});

conformance('classes in Python in config.yml are named and left out; the rest of the project runs', {
  from: 'rasa.com/docs/rasa/custom-graph-components',
  ...greeter,
  trains: true,
  data: `${greeter.data}nlu:\n- intent: greet\n  examples: |\n    - hello\n    - hi\n`,
  config: `
recipe: default.v1
language: en
pipeline:
- name: WhitespaceTokenizer
- name: components.mood.MoodAnalyzer
  weight: 3
- name: CountVectorsFeaturizer
- name: DIETClassifier
policies:
- name: RulePolicy
- name: policies.mine.MyPolicy
`,
  turns: [
    { user: 'hello', bot: 'Hello!' },
    ({ logged }) => {
      expect(JSON.stringify(logged)).toMatch(/components\.mood\.MoodAnalyzer: a class of the project in Python/);
      expect(JSON.stringify(logged)).toMatch(/policies\.mine\.MyPolicy: a class of the project in Python/);
    },
  ],
});
