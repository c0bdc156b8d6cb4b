/** Actions that speak the language of the person. */
import type { Action, BotMessage } from 'parley';
import { sayIn, sayValue, type Tongue, tongueOf } from '../studio/speech/say.js';

/** The same action, which says in the language of the conversation what it says in English. */
export const inLanguage = (action: Action): Action => ({
  ...action,
  run: (context) => {
    const tongue = tongueOf(context.slots.language);
    if (!tongue) return action.run(context);
    return action.run({
      ...context,
      say: (message) => context.say(translated(message, tongue)),
      utter: (response, values) => context.utter(response, values && valuesIn(values, tongue)),
    });
  },
});

function translated(message: string | BotMessage, tongue: Tongue): string | BotMessage {
  if (typeof message === 'string') return sayIn(tongue, message);
  const { text, buttons } = message;
  return {
    ...message,
    ...(text === undefined ? {} : { text: sayIn(tongue, text) }),
    ...(buttons === undefined
      ? {}
      : {
          buttons: buttons.map((button) => ({
            ...button,
            title: sayIn(tongue, button.title),
            // What a button says for the person, it says as the person would.
            payload: button.payload.startsWith('/') ? button.payload : sayIn(tongue, button.payload),
          })),
        }),
  };
}

const valuesIn = (values: Readonly<Record<string, unknown>>, tongue: Tongue): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? sayValue(tongue, value) : value]),
  );
