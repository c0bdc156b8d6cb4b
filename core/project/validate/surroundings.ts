import type { LoadedBot } from '../../bot/load-bot.js';
import { newMessage, type Token } from '../../nlu/message.js';
import type { Surroundings } from './context.js';

/** Components that find entities which no example marks: by pretrained models, or by rules of their own. */
const knowing = /Duckling|Spacy|Mitie|TypedEntities/;

/** What the checks of data have to know of a bot's pipeline. */
export function surroundingsOf(bot: LoadedBot): Surroundings {
  const { recipe, definition, project } = bot;
  const names = [...recipe.pipeline, ...(project.config?.pipeline ?? [])].map(({ name }) => name);
  const own = (definition.components ?? []).filter((one) => one.provides.includes('entities'));
  return { tokenise: tokenizerOf(bot), findsUnmarked: own.length > 0 || names.some((name) => knowing.test(name)) };
}

/** The tokenizer of the pipeline, where it needs no training and does not wait. */
function tokenizerOf({ recipe, components }: LoadedBot): ((text: string) => readonly Token[]) | undefined {
  for (const { name, ...settings } of recipe.pipeline) {
    const component = components.find((one) => one.name === name);
    if (!component?.provides.includes('tokens')) continue;
    const config = component.config.safeParse(settings);
    if (component.train || !config.success) return undefined;
    const tokenise = (text: string): readonly Token[] | undefined => {
      const message = newMessage(text, { language: recipe.language });
      return component.process(message, undefined, config.data) === undefined ? message.tokens : undefined;
    };
    return tokenise('a') ? (text) => tokenise(text) ?? [] : undefined;
  }
  return undefined;
}
