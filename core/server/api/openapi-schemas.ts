const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const anything = { type: 'object', additionalProperties: true } as const;
const textOrNull = { type: ['string', 'null'] } as const;

/** An object with these fields; those that end in `?` may be missing. */
function object(fields: Readonly<Record<string, object>>, description?: string): object {
  const names = Object.keys(fields);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), fields[name]])),
  };
}

const listOf = (items: object): object => ({ type: 'array', items });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const intent = object({ name: textOrNull, confidence: { ...number, minimum: 0, maximum: 1 } });
const scores = object({ 'report?': anything, 'precision?': number, 'f1_score?': number, 'accuracy?': number });

/** The schemas of the HTTP API. */
export const apiSchemas = {
  Version: object({ version: text, minimum_compatible_version: text }),
  Status: object({ model_file: text, model_id: text, num_active_training_jobs: { type: 'integer' } }),
  Failure: object({
    version: text,
    status: { const: 'failure' },
    reason: text,
    message: text,
    details: anything,
    help: text,
    code: { type: 'integer', description: 'The HTTP status.' },
  }),
  Event: {
    ...object({ event: text, 'timestamp?': number, 'metadata?': anything }, 'Its other fields depend on its kind.'),
    additionalProperties: true,
    example: { event: 'slot', name: 'city', value: 'Rome' },
  },
  Tracker: object({
    sender_id: text,
    slots: { ...anything, description: 'Values by slot.' },
    latest_message: anything,
    latest_event_time: { type: ['number', 'null'] },
    followup_action: textOrNull,
    paused: { type: 'boolean' },
    events: { type: ['array', 'null'], items: ref('Event') },
    latest_input_channel: textOrNull,
    active_loop: anything,
    latest_action: anything,
    latest_action_name: textOrNull,
  }),
  BotMessage: object({
    recipient_id: text,
    'text?': text,
    'image?': text,
    'buttons?': listOf(object({ title: text, payload: text })),
    'attachment?': {},
    'elements?': listOf(anything),
    'custom?': {},
  }),
  Acted: object({ tracker: ref('Tracker'), 'messages?': listOf(ref('BotMessage')) }),
  ActionOrder: object({ name: text, 'policy?': textOrNull, 'confidence?': { type: ['number', 'null'] } }),
  IntentOrder: object({
    name: text,
    'entities?': { anyOf: [anything, listOf(object({ entity: text, value: {} }))] },
  }),
  Message: object({ text, sender: { const: 'user' }, 'parse_data?': ref('ParseResult') }),
  Prediction: object({
    scores: listOf(object({ action: text, score: number })),
    policy: textOrNull,
    confidence: number,
    tracker: ref('Tracker'),
  }),
  ParseRequest: object({ text, 'message_id?': text }),
  ParseResult: object({
    'text?': text,
    intent,
    entities: listOf(
      object({ entity: text, value: {}, 'start?': number, 'end?': number, 'role?': text, 'group?': text }),
    ),
    'intent_ranking?': listOf(intent),
    'response_selector?': anything,
    'message_id?': text,
  }),
  Source: object(
    {
      'model_file?': { ...text, description: 'A file, or a folder whose newest model is taken.' },
      'model_server?': {
        ...object({ url: { ...text, format: 'uri' }, 'token?': text, 'wait_time_between_pulls?': number }),
        description: 'Asked at once, and again every so many seconds.',
      },
    },
    'One of the two.',
  ),
  StoryResult: object({
    actions: listOf(object({ action: text, predicted: text, policy: textOrNull, confidence: number })),
    is_end_to_end_evaluation: { type: 'boolean' },
    precision: number,
    f1: number,
    accuracy: number,
    in_training_data_fraction: number,
    report: anything,
  }),
  IntentResult: object({
    intent_evaluation: scores,
    entity_evaluation: { type: 'object', additionalProperties: scores },
    response_selection_evaluation: scores,
  }),
} as const;
