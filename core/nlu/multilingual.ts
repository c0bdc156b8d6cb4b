import { languageAmong } from './languages.js';
import { newMessage } from './message.js';
import type { LanguageScore, ParseResult } from './parse-result.js';
import type { ParseOptions, TrainedPipeline } from './pipeline.js';

/** How sure a detector has to be for a message to change the language of a conversation. */
export const certainLanguage = 0.8;

/** What a bot of several languages understands with. */
interface LanguageParts {
  /** In the bot's own language. */
  readonly own: TrainedPipeline;
  /** One for each further language. */
  readonly others: readonly TrainedPipeline[];
  /** Tells languages apart: its components fill in `languages` of a message. */
  readonly detector: TrainedPipeline;
}

/**
 * An NLU of several languages. A message is in the language that its channel says, else in the one that is detected, else
 * in that of the conversation so far, else in the bot's own; and it is understood by what was trained for that language.
 */
export function multilingualPipeline({ own, others, detector }: LanguageParts): TrainedPipeline {
  const pipelines = new Map([own, ...others].map((pipeline) => [pipeline.language, pipeline]));
  const languages = [...pipelines.keys()];
  const read = (text: string, language: LanguageScore, options: ParseOptions): Promise<ParseResult> | ParseResult => {
    const pipeline = pipelines.get(language.name) ?? own;
    const result = pipeline.parse(text, { ...options, language: language.name });
    return result instanceof Promise ? result.then((one) => ({ ...one, language })) : { ...result, language };
  };
  return {
    language: own.language,
    languages,
    parts: own.parts,
    parse(text, options = {}) {
      const said = options.language && languageAmong(options.language, languages);
      if (said) return read(text, { name: said, confidence: 1 }, options);
      const before = options.conversationLanguage && languageAmong(options.conversationLanguage, languages);
      const settle = (found: readonly LanguageScore[] = []): LanguageScore => choose(found, before || own.language);
      const found = detect(text, before || undefined, detector);
      return found instanceof Promise
        ? found.then((scores) => read(text, settle(scores), options))
        : read(text, settle(found), options);
    },
  };
}

type Scores = readonly LanguageScore[] | undefined;

function detect(text: string, before: string | undefined, { parts }: TrainedPipeline): Promise<Scores> | Scores {
  const message = newMessage(text, before === undefined ? {} : { language: before });
  for (const { component, config, state } of parts) {
    const waiting = component.process(message, state, config);
    if (waiting !== undefined) return waiting.then(() => message.languages);
  }
  return message.languages;
}

/** What is not sure enough stays in the language of the conversation. */
function choose(found: readonly LanguageScore[], before: string): LanguageScore {
  const [best] = found;
  if (best && best.confidence >= certainLanguage) return best;
  return { name: before, confidence: found.find(({ name }) => name === before)?.confidence ?? 0 };
}
