import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBot } from '../../core/bot/load-bot.js';
import { beginStore } from '../../core/bot/open-store.js';
import { serveActions } from '../../core/bot/serve-actions.js';
import { readSettings } from '../../core/config.js';
import { type Action, ActionRejected, defineAction, defineFormValidation, slotSet } from '../../core/index.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { listeningLog } from '../kit/log.js';
import { oneAction } from './action-server-kit.js';
import { conformance } from './harness.js';
import type { Surroundings } from './harness-shape.js';

/** The action server of `parley run actions`, with these actions. */
function ours(actions: readonly Action[], settings: readonly string[] = []) {
  return async (): Promise<Surroundings> => {
    const place = temporaryFolder('actions');
    writeFileSync(join(place.folder, 'domain.yml'), 'intents: [own]\n');
    const bot = { ...(await loadBot(place.folder, presets)), actions };
    const store = beginStore(place.folder, {}, () => undefined);
    const own = readSettings({ port: '0', host: '127.0.0.1' }, {});
    const server = await serveActions({ bot, settings: own, log: listeningLog(), store });
    const lines = ['action_endpoint:', `  url: ${server.url}/webhook`, ...settings.map((line) => `  ${line}`), ''];
    return {
      files: { 'endpoints.yml': lines.join('\n') },
      async close() {
        await server.stop();
        place.remove();
      },
    };
  };
}

conformance('what an action says and does is the same on a server of our own', {
  from: 'rasa.com/docs/rasa/pages/action-server-api',
  ...oneAction,
  surroundings: ours(
    [
      defineAction({
        name: 'action_go',
        run: ({ slots, domain, utter, say }) => {
          utter('utter_hello', { name: 'Ann' });
          say(`${slots.city} of ${domain.intents.size} intents`);
          return [slotSet('count', 3)];
        },
      }),
    ],
    ['enable_domain_digest: true', 'compress: true'],
  ),
  turns: [
    { user: '/inform{"city": "Bonn"}', bot: 'Noted.' },
    { user: '/go', bot: ['Hello Ann from Bonn.', 'Bonn of 3 intents'], slots: { count: 3 } },
    { user: '/go', bot: ['Hello Ann from Bonn.', 'Bonn of 3 intents'] },
  ],
});

conformance('a rejection is the same on a server of our own', {
  from: 'rasa_sdk/endpoint.py, ActionExecutionRejection',
  ...oneAction,
  surroundings: ours([
    defineAction({
      name: 'action_go',
      run: () => {
        throw new ActionRejected();
      },
    }),
  ]),
  turns: [{ user: '/go', has: ['action_execution_rejected action_go'] }],
});

conformance('a form is validated by a server of our own', {
  from: 'rasa.com/docs/rasa/forms#validating-form-input',
  domain: `
version: "3.1"
intents: [book, inform]
entities: [guests]
slots: { guests: { type: any, mappings: [{ type: from_entity, entity: guests }] } }
forms: { table_form: { required_slots: [guests] } }
actions: [validate_table_form]
responses: { utter_ask_guests: [{ text: "How many?" }], utter_booked: [{ text: "Booked for {guests}." }] }
`,
  data: `
version: "3.1"
rules:
- { rule: begin, steps: [{ intent: book }, { action: table_form }, { active_loop: table_form }] }
- rule: end
  condition: [{ active_loop: table_form }]
  steps: [{ action: table_form }, { active_loop: null }, { slot_was_set: [{ requested_slot: null }] }, { action: utter_booked }]
`,
  surroundings: ours([
    defineFormValidation({
      form: 'table_form',
      slots: {
        guests: (value, { say }) => {
          if (Number(value) <= 8) return Number(value);
          say('At most eight.');
          return null;
        },
      },
    }),
  ]),
  turns: [
    { user: '/book', bot: 'How many?' },
    { user: '/inform{"guests": "9"}', bot: ['At most eight.', 'How many?'] },
    { user: '/inform{"guests": "4"}', bot: 'Booked for 4.', slots: { guests: 4 }, loop: null },
  ],
});
