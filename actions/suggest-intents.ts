import { type Action, type ActionContext, type Button, defineAction, type Event } from '../core/index.js';

/** How a bot helps on when it did not understand. */
export interface SuggestIntentsOptions {
  /** The action's name; default `action_suggest_intents`. */
  readonly name?: string;
  /** What each intent is called on a button; intents without a title are never suggested. */
  readonly titles: Readonly<Record<string, string>>;
  /** Said above the buttons: a response of the domain. */
  readonly response: string;
  /** Said when the message before was not understood either. */
  readonly secondResponse: string;
  /** The button that leads to a person, shown the second time. */
  readonly human: Button;
  /** How many suggestions; default 3. */
  readonly count?: number;
}

const FALLBACK = 'nlu_fallback';

/**
 * Answers a message that was not understood with buttons for what it most likely meant; the second time in a row it
 * offers a person first. The text comes from the responses, the buttons from the ranking of the classifier.
 */
export function suggestIntents(options: SuggestIntentsOptions): Action {
  const { name = 'action_suggest_intents', titles, response, secondResponse, human, count = 3 } = options;
  return defineAction({
    name,
    run: (context) => {
      const again = wasFallbackBefore(context.events);
      const buttons = likely(context, titles, again ? count - 1 : count);
      context.utter(again ? secondResponse : response);
      context.say({
        text: again ? 'Or did you mean:' : 'Did you mean one of these?',
        buttons: again ? [human, ...buttons] : buttons,
      });
      return [];
    },
  });
}

function likely(context: ActionContext, titles: Readonly<Record<string, string>>, count: number): readonly Button[] {
  return context.latestMessage.intent_ranking
    .flatMap(({ name }) => {
      const title = name === null ? undefined : titles[name];
      return title === undefined ? [] : [{ title, payload: `/${name}` }];
    })
    .slice(0, count);
}

function wasFallbackBefore(events: readonly Event[]): boolean {
  const users = events.filter((event) => event.event === 'user');
  return users.at(-2)?.parse_data.intent.name === FALLBACK;
}
