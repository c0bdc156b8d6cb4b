import { inMemoryKnowledgeBase, queryKnowledgeBase } from '../../../actions/index.js';
import { conformance } from '../harness.js';

const knowledgeBase = inMemoryKnowledgeBase(
  {
    museum: [
      { id: 'm1', name: 'Glass House', city: 'Ghent', price: 8, garden: true },
      { id: 'm2', name: 'Old Harbour', city: 'Bruges', price: 12, garden: false },
      { id: 'm3', name: 'Paper Mill', city: 'Ghent', price: 5, guide: '' },
    ],
    tour: [{ code: 'boat', title: 'Canals by boat', minutes: 90 }],
  },
  { keys: { tour: 'code' }, names: { tour: ({ title }) => String(title) } },
);

const slots = ['object_type', 'attribute', 'mention', 'museum', 'tour', 'city']
  .map((name) => `  ${name}: { type: any, mappings: [{ type: from_entity, entity: ${name} }] }`)
  .join('\n');

const project = {
  from: 'rasa.com/docs/action-server/knowledge-bases',
  domain: `
version: "3.1"
intents: [ask]
entities: [object_type, attribute, mention, museum, tour, city]
slots:
${slots}
actions: [action_query_knowledge_base]
responses:
  utter_ask_rephrase: [{ text: "How do you mean?" }]
`,
  data: `
version: "3.1"
rules:
- rule: ask
  steps: [{ intent: ask }, { action: action_query_knowledge_base }]
`,
  actions: [queryKnowledgeBase({ knowledgeBase })],
};

const list = {
  user: '/ask{"object_type": "museum"}',
  bot: 'Here is what I know of the type museum:\n1: Glass House\n2: Old Harbour\n3: Paper Mill',
};

conformance('a knowledge base lists the objects of a type and remembers their order', {
  ...project,
  turns: [
    {
      ...list,
      slots: {
        object_type: 'museum',
        knowledge_base_listed_objects: ['m1', 'm2', 'm3'],
        knowledge_base_last_object: null,
        knowledge_base_last_object_type: 'museum',
      },
    },
  ],
});

conformance('attributes that are named filter the objects, and are forgotten afterwards', {
  ...project,
  turns: [
    {
      user: '/ask{"object_type": "museum", "city": "Ghent"}',
      bot: 'Here is what I know of the type museum:\n1: Glass House\n2: Paper Mill',
      slots: { city: null, knowledge_base_listed_objects: ['m1', 'm3'] },
    },
  ],
});

conformance('a type without such an object is said to have none', {
  ...project,
  turns: [
    {
      user: '/ask{"object_type": "museum", "city": "Rome"}',
      bot: 'I know of no museum like that.',
      slots: { city: null },
    },
  ],
});

conformance('the second one is the second that was listed', {
  ...project,
  turns: [
    list,
    {
      user: '/ask{"mention": "2", "attribute": "price"}',
      bot: 'The price of Old Harbour: 12.',
      slots: { mention: null, attribute: null, knowledge_base_last_object: 'm2' },
    },
  ],
});

conformance('the last one is the last that was listed', {
  ...project,
  turns: [list, { user: '/ask{"mention": "LAST", "attribute": "price"}', bot: 'The price of Paper Mill: 5.' }],
});

conformance('"it" is the object just talked about', {
  ...project,
  turns: [
    list,
    { user: '/ask{"mention": "1", "attribute": "price"}', bot: 'The price of Glass House: 8.' },
    { user: '/ask{"mention": "it", "attribute": "garden"}', bot: 'The garden of Glass House: yes.' },
  ],
});

conformance('without any mention the object just talked about is meant', {
  ...project,
  turns: [
    list,
    { user: '/ask{"mention": "2", "attribute": "price"}', bot: 'The price of Old Harbour: 12.' },
    { user: '/ask{"attribute": "city"}', bot: 'The city of Old Harbour: Bruges.' },
  ],
});

conformance('an object may be named by a part of its name', {
  ...project,
  turns: [list, { user: '/ask{"museum": "glass", "attribute": "city"}', bot: 'The city of Glass House: Ghent.' }],
});

conformance('an attribute without a value is said to be unknown', {
  ...project,
  turns: [
    list,
    { user: '/ask{"museum": "Paper Mill", "attribute": "guide"}', bot: 'I do not know the guide of Paper Mill.' },
  ],
});

conformance('an attribute that the object does not have is asked for again, and the mention forgotten', {
  ...project,
  turns: [
    list,
    { user: '/ask{"mention": "1", "attribute": "ceiling"}', bot: 'How do you mean?', slots: { mention: null } },
  ],
});

conformance('a question about no type at all is asked for again', {
  ...project,
  turns: [{ user: '/ask', bot: 'How do you mean?' }],
});

conformance('another type begins anew, with a key and a name of its own', {
  ...project,
  turns: [
    list,
    {
      user: '/ask{"object_type": "tour", "attribute": "minutes"}',
      bot: 'Here is what I know of the type tour:\n1: Canals by boat',
      slots: { knowledge_base_last_object: 'boat', knowledge_base_last_object_type: 'tour' },
    },
    { user: '/ask{"attribute": "minutes"}', bot: 'The minutes of Canals by boat: 90.' },
  ],
});
