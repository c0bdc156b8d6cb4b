/** Channels that Rasa has (rasa.com/docs/rasa/messaging-and-voice-channels), whether Parley has them or not. */
export const rasaChannels: readonly string[] = [
  'rest',
  'callback',
  'socketio',
  'facebook',
  'slack',
  'telegram',
  'twilio',
  'twilio_voice',
  'hangouts',
  'botframework',
  'webexteams',
  'rocketchat',
  'mattermost',
  'rasa',
  'cmdline',
];

/** The entry of every new project of Rasa for Rasa X, which is no channel of people. */
const RASA_X = 'rasa';

/**
 * What is said of a channel that a Rasa project names and Parley does not have, a class of the project among them; the
 * bot runs without it. `undefined` for a name that Rasa would not know either, and nothing is said of Rasa X.
 */
export function missingRasaChannel(name: string): { readonly warning: string | undefined } | undefined {
  if (name === RASA_X) return { warning: undefined };
  if (name.includes('.')) {
    return {
      warning: `credentials.yml names the channel class ${name}: Python is not run here, so this channel does not open. A channel plugin in TypeScript takes its place (docs/writing-a-plugin.md).`,
    };
  }
  if (!rasaChannels.includes(name)) return undefined;
  return { warning: `credentials.yml names the channel "${name}", which Parley does not have; it does not open.` };
}
