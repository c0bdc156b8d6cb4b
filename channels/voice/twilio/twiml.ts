import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { PhoneCall } from './call.js';
import type { PhoneConfig } from './config.js';
import type { Step } from './encode.js';

/** What the call does when everything is said. */
export type Next =
  /** Listens, and comes back with that turn. */
  | { readonly kind: 'listen'; readonly turn: number }
  /** Comes back at once for the rest of that turn. */
  | { readonly kind: 'wait'; readonly turn: number; readonly wait: number }
  | { readonly kind: 'hangup' };

/** Voice that is taken when none is set, as Rasa has it. */
const usualVoice = 'woman';
const maxKey = 9;
/** Characters of one `<Say>` at most (https://www.twilio.com/docs/api/errors/13520: 4,096), with room for a sentence. */
const maxSay = 3_800;

/**
 * TwiML that says and does the steps, then what comes next. Addresses are relative, so that they stay behind whatever
 * proxy the call came through.
 */
export function speak(steps: readonly Step[], next: Next, call: PhoneCall, config: PhoneConfig): string {
  const response = new VoiceResponse();
  const leave = steps.find(({ kind }) => kind === 'transfer' || kind === 'hangup');
  const spoken = leave ? steps.slice(0, steps.indexOf(leave)) : steps;
  const listens = !leave && next.kind === 'listen';
  const place = listens ? response.gather(listening(next.turn, call, config)) : response;
  for (const [index, step] of spoken.entries()) {
    if (index > 0) place.pause({ length: 1 });
    perform(step, place, call, config);
  }
  if (leave?.kind === 'transfer') {
    const turn = next.kind === 'hangup' ? 0 : next.turn;
    response.dial({ action: `webhook?turn=${turn}`, answerOnBridge: true }, leave.to);
  } else if (leave || next.kind === 'hangup') {
    response.hangup();
  } else if (next.kind === 'wait') {
    if (spoken.length === 0) response.pause({ length: 1 });
    response.redirect(`webhook?turn=${next.turn}&wait=${next.wait}`);
  }
  return response.toString();
}

/** TwiML of a call that ends without a word. */
export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

type Place = Pick<VoiceResponse, 'say' | 'play' | 'pause'>;

function perform(step: Step, place: Place, call: PhoneCall, config: PhoneConfig): void {
  switch (step.kind) {
    case 'say': {
      // The library knows voices and languages as of its release; Twilio's list grows.
      const voice = (config.assistant_voice ?? usualVoice) as VoiceResponse.SayAttributes['voice'] & string;
      const language = call.language as VoiceResponse.SayAttributes['language'] & string;
      for (const text of breathsOf(step.sentences)) place.say({ voice, language }, text);
      return;
    }
    case 'play':
      return void place.play(step.url);
    case 'digits':
      return void place.play({ digits: step.digits });
    case 'language':
      call.language = step.language;
      return;
    default:
      return;
  }
}

/** Sentences put together as long as one `<Say>` holds them. */
function breathsOf(sentences: readonly string[]): string[] {
  const breaths: string[] = [];
  for (const sentence of sentences) {
    const last = breaths.at(-1);
    if (last !== undefined && last.length + sentence.length < maxSay)
      breaths[breaths.length - 1] = `${last} ${sentence}`;
    else breaths.push(sentence);
  }
  return breaths;
}

/** Choices of one digit need no key after it; without choices a caller may press many, such as a phone number. */
function listening(turn: number, call: PhoneCall, config: PhoneConfig): VoiceResponse.GatherAttributes {
  const { input, silence_timeout, speech_timeout, speech_model, enhanced, hints } = config;
  const isOneKey = call.choices.length > 0 && call.choices.length <= maxKey;
  return {
    input: [...input],
    action: `webhook?turn=${turn}`,
    actionOnEmptyResult: true,
    timeout: Math.ceil(silence_timeout),
    speechTimeout: speech_timeout,
    speechModel: speech_model as VoiceResponse.GatherAttributes['speechModel'] & string,
    enhanced,
    language: call.language as VoiceResponse.GatherAttributes['language'] & string,
    ...(hints.length > 0 ? { hints: hints.join(', ') } : {}),
    ...(isOneKey ? { numDigits: 1 } : {}),
  };
}
