import { defineAction } from '../../core/actions/action.js';
import { asks, configured, core, data, domain, loop, meanings, page, withAction } from './fallback-kit.js';
import { conformance } from './harness.js';

conformance('an unclear message is asked about', {
  from: page,
  domain,
  data,
  meanings,
  turns: [
    {
      user: 'hmm',
      bot: [
        {
          text: "Did you mean 'greet'?",
          buttons: [
            { title: 'Yes', payload: '/greet' },
            { title: 'No', payload: '/out_of_scope' },
          ],
        },
      ],
      events: [
        'user hmm',
        `action ${loop}`,
        `active_loop ${loop}`,
        "bot Did you mean 'greet'?",
        'action action_listen',
      ],
      loop,
    },
  ],
});

conformance('a yes goes on as if the message had been clear', {
  from: page,
  domain,
  data,
  meanings,
  turns: [
    { user: 'hmm' },
    {
      user: '/greet',
      bot: 'Hello!',
      events: [
        'user /greet',
        `action ${loop}`,
        'active_loop null',
        'rewind',
        'action action_listen',
        'user /greet',
        'action utter_greet',
        'bot Hello!',
        'action action_listen',
      ],
      loop: null,
    },
  ],
});

conformance('the story goes on after a yes', {
  from: 'RasaHQ/rasa tests/core/actions/test_two_stage_fallback.py test_1st_affirmation_is_successful',
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/greet' }, { user: '/happy', bot: 'Glad!' }],
});

conformance('the clarified message is beyond doubt', {
  from: 'RasaHQ/rasa rasa/core/actions/two_stage_fallback.py _message_clarification',
  domain,
  data,
  meanings: { ...meanings, 'hello there': { intent: 'greet', confidence: 0.8 } },
  turns: [
    { user: 'hmm' },
    {
      user: 'hello there',
      bot: 'Hello!',
      tracker: { latest_message: { intent: { name: 'greet', confidence: 1 } } },
    },
  ],
});

conformance('what the clarified message brings fills slots', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/bye{"name": "Ann"}', bot: 'Bye!', slots: { name: 'Ann' } }],
});

conformance('a no asks for other words', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope', bot: 'Say it otherwise?', does: loop, loop }],
});

conformance('clear other words are answered', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope' }, { user: '/bye', bot: 'Bye!', loop: null }],
});

conformance('unclear other words are asked about once more', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope' }, { user: 'huh', bot: "Did you mean 'bye'?", loop }],
});

conformance('a yes to the second guess is answered', {
  from: 'RasaHQ/rasa tests/core/actions/test_two_stage_fallback.py test_2nd_affirmation_successful',
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope' }, { user: 'huh' }, { user: '/bye', bot: 'Bye!', loop: null }],
});

conformance('a no to the second guess gives up', {
  from: page,
  domain,
  data,
  meanings,
  turns: [
    { user: 'hmm' },
    { user: '/out_of_scope' },
    { user: 'huh' },
    {
      user: '/out_of_scope',
      bot: 'I give up.',
      events: [
        'user /out_of_scope',
        `action ${loop}`,
        'active_loop null',
        'bot I give up.',
        'rewind',
        'action action_listen',
      ],
      loop: null,
    },
  ],
});

conformance('a second unclear message instead of yes or no gives up', {
  from: 'RasaHQ/rasa tests/core/actions/test_two_stage_fallback.py test_give_up_after_low_confidence_after_affirm_request',
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: 'huh', bot: 'I give up.', loop: null }],
});

conformance('giving up leaves a conversation that goes on', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: '/greet' }, { user: 'hmm' }, { user: 'huh' }, { user: '/happy', bot: 'Glad!' }],
});

conformance('after giving up the next unclear message is asked about again', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: 'huh' }, { user: 'hmm', bot: [asks], loop }],
});

conformance('any other clear message is an answer too', {
  from: page,
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/bye', bot: 'Bye!', loop: null }],
});

conformance('without a second guess the fallback itself is named', {
  from: 'RasaHQ/rasa rasa/core/actions/action.py ActionDefaultAskAffirmation',
  domain,
  data,
  meanings,
  turns: [{ user: 'what', bot: "Did you mean 'nlu_fallback'?" }],
});

conformance('a bot may ask in its own way', {
  from: 'rasa.com/docs/rasa/default-actions#action_default_ask_affirmation',
  domain: withAction('action_default_ask_affirmation'),
  data,
  meanings,
  actions: [
    defineAction({
      name: 'action_default_ask_affirmation',
      run: ({ latestMessage, say }) => {
        say(`Is it about ${latestMessage.intent_ranking[1]?.name}?`);
        return [];
      },
    }),
  ],
  turns: [
    { user: 'hmm', bot: 'Is it about greet?', loop },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('a bot may ask for other words in its own way', {
  from: 'rasa.com/docs/rasa/default-actions#action_default_ask_rephrase',
  domain: withAction('action_default_ask_rephrase'),
  data,
  meanings,
  actions: [
    defineAction({
      name: 'action_default_ask_rephrase',
      run: ({ say }) => {
        say('Once more?');
        return [];
      },
    }),
  ],
  turns: [{ user: 'hmm' }, { user: '/out_of_scope', bot: 'Once more?' }],
});

conformance('a bot may give up in its own way', {
  from: 'rasa.com/docs/rasa/fallback-handoff#3-customizing-the-default-action-optional',
  domain: withAction('action_default_fallback'),
  data,
  meanings,
  actions: [
    defineAction({
      name: 'action_default_fallback',
      run: ({ say }) => {
        say('A colleague will write to you.');
        return [{ event: 'rewind' }];
      },
    }),
  ],
  turns: [{ user: 'hmm' }, { user: 'huh', bot: 'A colleague will write to you.', loop: null }],
});

conformance('without utter_ask_rephrase nothing is asked, and the loop waits', {
  from: 'RasaHQ/rasa rasa/core/actions/action.py ActionDefaultAskRephrase (silent_fail)',
  domain: domain.replace(/ {2}utter_ask_rephrase.*\n/, ''),
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope', bot: [], loop }, { user: '/bye', bot: 'Bye!' }],
});

conformance('one stage is enough where a rule says so', {
  from: 'rasa.com/docs/rasa/fallback-handoff#nlu-fallback',
  domain,
  data: data.replace(/- action: action_two_stage_fallback\n.*\n/, '- action: utter_ask_rephrase\n'),
  meanings,
  turns: [
    { user: 'hmm', bot: 'Say it otherwise?', does: 'utter_ask_rephrase' },
    { user: 'huh', bot: 'Say it otherwise?' },
  ],
});

conformance('what no policy has an answer to falls back, and is taken back', {
  from: core,
  domain,
  data,
  turns: [
    {
      user: '/strange',
      bot: 'I give up.',
      has: ['action action_default_fallback', 'rewind'],
      tracker: { latest_message: { intent: {} } },
    },
  ],
});

conformance('a message that fell back does not disturb the story', {
  from: core,
  domain,
  data,
  turns: [{ user: '/greet' }, { user: '/strange', bot: 'I give up.' }, { user: '/happy', bot: 'Glad!' }],
});

conformance('the fallback is silent where the domain has no utter_default', {
  from: 'rasa.com/docs/rasa/default-actions#action_default_fallback',
  domain: domain.replace(/ {2}utter_default.*\n/, ''),
  data,
  turns: [{ user: '/strange', bot: [], does: 'action_default_fallback' }],
});

conformance('RulePolicy may be told not to fall back', {
  from: 'rasa.com/docs/rasa/policies#rule-policy (enable_fallback_prediction)',
  domain,
  data,
  config: configured('  enable_fallback_prediction: false'),
  turns: [{ user: '/strange', bot: [], hasNot: ['action action_default_fallback'] }],
});

conformance('RulePolicy may fall back on another action', {
  from: 'rasa.com/docs/rasa/policies#rule-policy (core_fallback_action_name)',
  domain: `${domain}actions: [action_handoff]\n`,
  data,
  config: configured('  core_fallback_action_name: action_handoff'),
  actions: [
    defineAction({
      name: 'action_handoff',
      run: ({ say }) => {
        say('A colleague takes over.');
        return [{ event: 'rewind' }];
      },
    }),
  ],
  turns: [{ user: '/strange', bot: 'A colleague takes over.' }],
});

conformance('an unclear message instead of yes or no to the second guess gives up too', {
  from: 'RasaHQ/rasa tests/core/actions/test_two_stage_fallback.py test_2nd_affirmation_failed',
  domain,
  data,
  meanings,
  turns: [{ user: 'hmm' }, { user: '/out_of_scope' }, { user: 'huh' }, { user: 'what', bot: 'I give up.', loop: null }],
});

conformance('of a fallback that came to an end nothing counts but the clear message', {
  from: 'RasaHQ/rasa tests/core/actions/test_two_stage_fallback.py test_ask_rephrasing_successful',
  domain,
  data,
  meanings,
  turns: [
    { user: '/bye{"name": "Ann"}' },
    { user: 'hmm' },
    { user: '/out_of_scope' },
    { user: '/bye' },
    {
      request: 'GET /conversations/{id}/tracker?include_events=APPLIED',
      answer: {
        slots: { name: 'Ann' },
        events: [
          { event: 'action', name: 'action_listen' },
          { event: 'user', text: '/bye{"name": "Ann"}' },
          { event: 'slot', name: 'name' },
          { event: 'user_featurization' },
          { event: 'action', name: 'utter_bye' },
          { event: 'bot' },
          { event: 'action', name: 'action_listen' },
          { event: 'user', text: '/bye' },
          { event: 'user_featurization' },
          { event: 'action', name: 'utter_bye' },
          { event: 'bot' },
          { event: 'action', name: 'action_listen' },
        ],
      },
    },
  ],
});
