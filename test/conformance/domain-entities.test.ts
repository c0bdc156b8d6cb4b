import { conformance } from './harness.js';

const docs = 'rasa.com/docs/rasa/domain';

const entityDomain = (intents: string, entities: string) => `
intents: ${intents}
entities:
${entities}
responses:
  utter_plain: [{ text: Plain. }]
  utter_city: [{ text: City. }]
`;

const stories = (entity: string) => `
stories:
- story: without
  steps:
  - intent: ask
  - action: utter_plain
- story: with
  steps:
  - intent: ask
    entities:
    - ${entity}
  - action: utter_city
`;

const remembers = `
recipe: default.v1
policies:
- name: MemoizationPolicy
`;

conformance('an entity tells two stories apart', {
  from: `${docs}#entities`,
  domain: entityDomain('[ask]', '- city'),
  data: stories('city: Rome'),
  config: remembers,
  turns: [{ user: '/ask{"city": "Oslo"}', bot: 'City.' }],
});

const onlyWith = (entity: string) => `
stories:
- story: with
  steps:
  - intent: ask
    entities:
    - ${entity}
  - action: utter_city
`;

const ignoring = (name: string, from: string, intents: string, entities: string, isSeen = false) =>
  conformance(name, {
    from,
    domain: entityDomain(intents, entities),
    data: onlyWith('city: Rome'),
    config: remembers,
    // The story is taken without its entity only where the domain hides the entity.
    turns: [{ user: '/ask', bot: isSeen ? [] : 'City.' }],
  });

const ignoringDocs = `${docs}#ignoring-entities-for-certain-intents`;
ignoring('entities are seen unless the domain hides them', ignoringDocs, '[ask]', '- city', true);
ignoring('use_entities: [] hides all', ignoringDocs, '[{ ask: { use_entities: [] } }]', '- city');
ignoring('use_entities: false hides all', ignoringDocs, '[{ ask: { use_entities: false } }]', '- city');
ignoring(
  'use_entities hides what it does not list',
  ignoringDocs,
  '[{ ask: { use_entities: [size] } }]',
  '- city\n- size',
);
ignoring('use_entities shows what it lists', ignoringDocs, '[{ ask: { use_entities: [city] } }]', '- city', true);
ignoring('ignore_entities hides what it lists', ignoringDocs, '[{ ask: { ignore_entities: [city] } }]', '- city');
ignoring(
  'ignoring wins over using',
  'rasa/shared/core/domain.py Domain._transform_intent_properties_for_internal_use',
  '[{ ask: { use_entities: [city], ignore_entities: [city] } }]',
  '- city',
);
ignoring(
  'influence_conversation: false hides an entity everywhere',
  `${docs}#entities`,
  '[ask]',
  '- city: { influence_conversation: false }',
);

const roles = {
  'from Oslo': { intent: 'ask', entities: [{ entity: 'city', value: 'Oslo', role: 'from' }] },
  'to Rome': { intent: 'ask', entities: [{ entity: 'city', value: 'Rome', role: 'to' }] },
};

const roleStories = `
stories:
- story: from
  steps:
  - intent: ask
    entities:
    - city: Oslo
      role: from
  - action: utter_plain
- story: to
  steps:
  - intent: ask
    entities:
    - city: Rome
      role: to
  - action: utter_city
`;

conformance('roles that the domain lists tell stories apart', {
  from: 'rasa.com/docs/rasa/nlu-training-data#entity-roles-and-groups-influencing-dialogue-predictions',
  domain: entityDomain('[ask]', '- city: { roles: [from, to] }'),
  data: roleStories,
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'Plain.' }],
});

conformance('a role that the domain does not list counts as none', {
  from: 'rasa/shared/core/domain.py Domain._get_featurized_entities',
  domain: entityDomain('[ask]', '- city'),
  data: onlyWith('city: Rome'),
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'City.' }],
});

conformance('ignoring an entity ignores its roles', {
  from: 'rasa/shared/core/domain.py Domain._transform_intent_properties_for_internal_use',
  domain: entityDomain('[{ ask: { ignore_entities: [city] } }]', '- city: { roles: [from, to] }'),
  data: 'stories:\n- story: without\n  steps:\n  - intent: ask\n  - action: utter_plain\n',
  config: remembers,
  meanings: roles,
  turns: [{ user: 'from Oslo', bot: 'Plain.' }],
});
