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
  /** An intent less sure than this, 0 to 1, is not suggested; default 0.08. */
  readonly least?: number;
  /** How many suggestions; default 3. */
  readonly count?: number;
}

/**
 * Answers a message that was not understood with buttons for what it most likely meant; the second time in a row it
 * offers a person first. The text comes from the responses, the buttons from the ranking of the classifier.
 */
export function suggestIntents(options: SuggestIntentsOptions): Action {
  const { name = 'action_suggest_intents', titles, response, secondResponse, human, count = 3, least = 0.08 } = options;
  return defineAction({
    name,
    run: (context) => {
      const again = ranBefore(name, context.events);
      const likely = likelyButtons(context, titles, least).slice(0, again ? count - 1 : count);
      const buttons = again ? [human, ...likely] : likely;
      context.utter(again ? secondResponse : response);
      if (buttons.length > 0) {
        context.say({ text: likely.length > 0 ? 'Did you mean one of these?' : 'I can hand you over:', buttons });
      }
      return [];
    },
  });
}

function likelyButtons(context: ActionContext, titles: Readonly<Record<string, string>>, least: number): Button[] {
  return context.latestMessage.intent_ranking
    .filter(({ confidence }) => confidence >= least)
    .flatMap(({ name }) => {
      const title = name !== null && Object.hasOwn(titles, name) ? titles[name] : undefined;
      return title === undefined ? [] : [{ title, payload: `/${name}` }];
    });
}

/** Whether the action answered the message before too, whatever intent led to it. */
function ranBefore(name: string, events: readonly Event[]): boolean {
  const last = events.findLastIndex(({ event }) => event === 'user');
  const before = events.slice(0, Math.max(last, 0)).findLastIndex(({ event }) => event === 'user');
  return before >= 0 && events.slice(before, last).some((event) => event.event === 'action' && event.name === name);
}
