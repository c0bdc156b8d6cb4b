import { apiSchemas } from './openapi-schemas.js';

type Json = Readonly<Record<string, unknown>>;

const ref = (schema: keyof typeof apiSchemas): Json => ({ $ref: `#/components/schemas/${schema}` });
const asJson = (schema: Json): Json => ({ 'application/json': { schema } });
const asYaml: Json = { 'application/yaml': { schema: { type: 'string' } } };
const body = (schema: Json, required = true): Json => ({ required, content: asJson(schema) });
const yamlBody = (description: string): Json => ({ required: true, description, content: asYaml });
const answer = (description: string, schema: Json): Json => ({ 200: { description, content: asJson(schema) } });
const done = (description: string): Json => ({ 204: { description } });

const failures = {
  400: 'What was sent is not right.',
  401: 'Neither a token nor a JWT, or none that is valid.',
  403: 'The JWT does not reach this conversation.',
  404: 'No such conversation or intent.',
  406: 'No such form of the domain.',
  409: 'No model is loaded.',
  500: 'A fault of the bot or of what it was told to do.',
} as const;
const failing = (...statuses: (keyof typeof failures)[]): Json =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: failures[status], content: asJson(ref('Failure')) }]),
  );
const always = failing(400, 401, 409);

const query = (name: string, description: string, schema: Json): Json => ({ name, in: 'query', description, schema });
const flag = (name: string, description: string, fallback: boolean): Json =>
  query(name, description, { type: 'boolean', default: fallback });
const count = (name: string, description: string): Json => query(name, description, { type: 'integer', minimum: 0 });

const id: Json = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: 'The conversation.',
};
const include = query('include_events', 'Which events of the conversation come back.', {
  ...{ type: 'string', enum: ['ALL', 'APPLIED', 'AFTER_RESTART', 'NONE'], default: 'AFTER_RESTART' },
});
const output = query('output_channel', 'The channel that sends what the bot says: its name, or "latest".', {
  type: 'string',
});
const until = query('until', 'Seconds since 1970; what happened later is left out.', { type: 'number' });
const callback = query('callback_url', 'Where the result is posted; the request itself is answered 204 at once.', {
  ...{ type: 'string', format: 'uri' },
});

const system: Json = {
  '/version': {
    get: { tags: ['Server'], summary: 'The version of the server', responses: answer('The version.', ref('Version')) },
  },
  '/status': {
    get: {
      ...{ tags: ['Server'], summary: 'The model that answers, and how many are being trained' },
      responses: { ...answer('The status.', ref('Status')), ...failing(401, 409) },
    },
  },
  '/domain': {
    get: {
      ...{ tags: ['Domain'], summary: 'The domain of the model, as the header "Accept" asks for it' },
      responses: {
        200: { description: 'The domain.', content: { ...asJson({ type: 'object' }), ...asYaml } },
        ...failing(401, 406, 409),
      },
    },
  },
};

const conversations: Json = {
  '/conversations/{id}/tracker': {
    parameters: [id],
    get: {
      ...{ tags: ['Conversations'], summary: 'The state of a conversation', parameters: [include, until] },
      responses: { ...answer('The conversation.', ref('Tracker')), ...always },
    },
  },
  '/conversations/{id}/tracker/events': {
    parameters: [id],
    post: {
      ...{ tags: ['Conversations'], summary: 'Adds events' },
      parameters: [
        ...[include, output],
        flag('execute_side_effects', 'Sends bot messages among them, and sets and cancels reminders.', false),
      ],
      requestBody: body({ anyOf: [ref('Event'), { type: 'array', items: ref('Event') }] }),
      responses: { ...answer('The conversation afterwards.', ref('Tracker')), ...always },
    },
    put: {
      ...{ tags: ['Conversations'], summary: 'Makes these all the events of the conversation', parameters: [include] },
      requestBody: body({ type: 'array', items: ref('Event') }),
      responses: { ...answer('The conversation afterwards.', ref('Tracker')), ...always },
    },
  },
  '/conversations/{id}/story': {
    parameters: [id],
    get: {
      ...{ tags: ['Conversations'], summary: 'The conversation as a test story' },
      parameters: [until, flag('all_sessions', 'A story for each session, not for the latest alone.', false)],
      responses: {
        200: { description: 'YAML.', content: { 'text/plain': { schema: { type: 'string' } } } },
        ...{ ...always, ...failing(404) },
      },
    },
  },
  '/conversations/{id}/execute': {
    parameters: [id],
    post: {
      ...{ tags: ['Conversations'], summary: 'Runs an action', deprecated: true, parameters: [include, output] },
      requestBody: body(ref('ActionOrder')),
      responses: { ...answer('What came of it.', ref('Acted')), ...always, ...failing(404, 500) },
    },
  },
  '/conversations/{id}/trigger_intent': {
    parameters: [id],
    post: {
      ...{
        tags: ['Conversations'],
        summary: 'Goes on as if the person had meant an intent',
        parameters: [include, output],
      },
      requestBody: body(ref('IntentOrder')),
      responses: { ...answer('What came of it.', ref('Acted')), ...always, ...failing(404) },
    },
  },
  '/conversations/{id}/predict': {
    parameters: [id],
    post: {
      ...{ tags: ['Conversations'], summary: 'What the bot would do next' },
      responses: { ...answer('A score for every action.', ref('Prediction')), ...always, ...failing(404) },
    },
  },
  '/conversations/{id}/messages': {
    parameters: [id],
    post: {
      ...{
        tags: ['Conversations'],
        summary: 'Takes a message of the person in, without answering',
        parameters: [include],
      },
      requestBody: body(ref('Message')),
      responses: { ...answer('The conversation afterwards.', ref('Tracker')), ...always },
    },
  },
};

const models: Json = {
  '/model': {
    put: {
      ...{
        tags: ['Model'],
        summary: 'Answers with another model from the next turn on',
        requestBody: body(ref('Source')),
      },
      responses: { ...done('It answers.'), ...failing(400, 401) },
    },
    delete: {
      tags: ['Model'],
      summary: 'Lets go of the model',
      responses: { ...done('It is gone.'), ...failing(401) },
    },
  },
  '/model/train': {
    post: {
      ...{ tags: ['Model'], summary: 'Trains a model beside the one that answers' },
      parameters: [
        flag('save_to_default_model_directory', 'Keeps the model among those of the bot.', true),
        flag('force_training', 'Trains even what was trained already.', false),
        ...[
          count('augmentation', 'How many conversations are glued together of stories; 0 for none.'),
          count('num_threads', 'Has no effect here.'),
          callback,
        ],
      ],
      requestBody: yamlBody('Config, domain, NLU examples, stories and rules, all in one.'),
      responses: {
        200: {
          description: 'The model.',
          headers: { filename: { description: 'The name of its file.', schema: { type: 'string' } } },
          content: { 'application/x-tar': { schema: { type: 'string', format: 'binary' } } },
        },
        ...{ ...done('The model will be posted to the callback_url.'), ...failing(400, 401, 500) },
      },
    },
  },
  '/model/test/stories': {
    post: {
      ...{ tags: ['Model'], summary: 'Holds stories against the model' },
      parameters: [flag('e2e', 'Has the messages of the stories understood anew.', false)],
      requestBody: yamlBody('`stories:` as in a file of test stories.'),
      responses: { ...answer('How the bot did.', ref('StoryResult')), ...always },
    },
  },
  '/model/test/intents': {
    post: {
      ...{ tags: ['Model'], summary: 'Holds NLU examples against a model' },
      parameters: [
        query('model', 'A model file other than the one that answers.', { type: 'string' }),
        count('cross_validation_folds', 'Trains on all parts of the examples but one, and tests on that one, in turn.'),
        callback,
      ],
      requestBody: yamlBody('`nlu:`; for cross-validation with `pipeline:`.'),
      responses: { ...answer('How well they were understood.', ref('IntentResult')), ...always },
    },
  },
  '/model/predict': {
    post: {
      ...{ tags: ['Model'], summary: 'What the bot would do after a list of events', parameters: [include] },
      requestBody: body({ type: 'array', items: ref('Event') }),
      responses: { ...answer('A score for every action.', ref('Prediction')), ...always },
    },
  },
  '/model/parse': {
    post: {
      ...{ tags: ['Model'], summary: 'Understands a text' },
      parameters: [
        query('emulation_mode', 'Answers in the form of another service.', {
          ...{ type: 'string', enum: ['WIT', 'LUIS', 'DIALOGFLOW'] },
        }),
      ],
      requestBody: body(ref('ParseRequest')),
      responses: { ...answer('What it means.', ref('ParseResult')), ...always },
    },
  },
};

/** The description of the HTTP API in OpenAPI 3.1, as `/openapi.json` shows it. */
export const openApi = (version: string): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Parley',
    version,
    description: 'Looks into the conversations of a bot, acts in them, and trains, tests and exchanges its model.',
  },
  security: [{ token: [] }, { jwt: [] }],
  paths: { ...system, ...conversations, ...models },
  components: {
    schemas: apiSchemas,
    securitySchemes: {
      token: { type: 'apiKey', in: 'query', name: 'token' },
      jwt: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
});
