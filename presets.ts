import { directline } from './channels/directline/index.js';
import { callback, rest } from './channels/rest/index.js';
import { slack } from './channels/slack/index.js';
import { botframework } from './channels/teams/index.js';
import { telegram } from './channels/telegram/index.js';
import { createTerminal } from './channels/terminal/index.js';
import { twilioVoice } from './channels/voice/index.js';
import { socketio, web } from './channels/web/index.js';
import { whatsapp } from './channels/whatsapp/index.js';
import { builtInPolicies, type Presets } from './core/index.js';
import {
  builtInComponents,
  defaultPipeline,
  defaultPolicies,
  exportIntents,
  learningPolicies,
  pretrainedModels,
  rasaNames,
  translateRasaPipeline,
} from './models/index.js';

/** What a bot gets without asking for it. */
export const presets: Presets = {
  components: builtInComponents,
  pipeline: defaultPipeline,
  translatePipeline: translateRasaPipeline,
  foreignComponents: Object.keys(rasaNames),
  languageDetection: { name: 'LanguageDetector' },
  policies: [...builtInPolicies, ...learningPolicies],
  defaultPolicies,
  channels: [rest, callback, web, socketio, telegram, slack, whatsapp, botframework, directline, twilioVoice],
  openChannels: ['rest', 'web'],
  terminal: () => createTerminal(),
  actions: [],
  pretrained: pretrainedModels,
  exportPipeline: exportIntents,
};
