import type { LoadedBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { languageAmong } from '../../nlu/languages.js';
import { nluOf } from '../../training-data/merge-data.js';

/**
 * A bot of several languages as one of this language alone, so that its examples are dealt and judged by themselves.
 *
 * @throws ParleyError TEST_LANGUAGE_UNKNOWN
 */
export function botInLanguage(bot: LoadedBot, language: string | undefined): LoadedBot {
  if (language === undefined) return bot;
  const { project, recipe } = bot;
  const { additionalLanguages: _, languageDetection: __, ...rest } = recipe;
  const languages = [recipe.language, ...(project.data.otherNlu?.keys() ?? [])];
  const wanted = languageAmong(language, languages);
  if (wanted === undefined) throw new ParleyError('TEST_LANGUAGE_UNKNOWN', { language, known: languages.join(', ') });
  const { otherNlu: ___, ...data } = project.data;
  return {
    ...bot,
    project: { ...project, data: { ...data, nlu: nluOf(wanted, project.data) } },
    recipe: { ...rest, language: wanted },
  };
}
