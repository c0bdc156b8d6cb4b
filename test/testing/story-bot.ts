import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import type { EntityMention } from '../../core/nlu/parse-result.js';
import { formatProblem, type Problem } from '../../core/project/problem.js';
import { botPredictor } from '../../core/testing/stories/bot-predictor.js';
import { type EvaluateStoriesOptions, evaluateStories } from '../../core/testing/stories/evaluate-stories.js';
import type { Predictor } from '../../core/testing/stories/evaluate-story.js';
import { readTestFile } from '../../core/testing/stories/read-test-stories.js';
import { writeOutcomes } from '../../core/testing/stories/write-outcomes.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { listeningLog } from '../kit/log.js';

/** What a text is understood as. */
type Meaning =
  | string
  | { readonly intent: string; readonly entities?: readonly EntityMention[]; readonly selected?: string };

/** A bot that is asked what it would do; its texts mean what the test says. */
export interface StoryBot {
  /** Holds stories written as the steps of one file. */
  holds(stories: string, options?: Partial<EvaluateStoriesOptions> & { readonly file?: string }): Promise<Held>;
}

/** How stories went. */
interface Held extends Awaited<ReturnType<typeof evaluateStories>> {
  /** Each action expected, with what was predicted instead. */
  readonly went: readonly string[];
  /** The names of the ways that failed. */
  readonly failed: readonly string[];
  /** As they are written to `failed_test_stories.yml`. */
  readonly written: string;
  readonly problems: readonly string[];
}

const config = `
recipe: default.v1
language: en
pipeline: []
policies:
- name: RulePolicy
- name: MemoizationPolicy
`;

/** Trains a bot of these files, without NLU. */
export async function storyBot(
  files: { readonly domain: string; readonly data: string; readonly config?: string },
  meanings: Readonly<Record<string, Meaning>> = {},
): Promise<StoryBot> {
  const { folder, remove } = temporaryFolder('stories');
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'domain.yml'), files.domain);
  await writeFile(join(folder, 'data', 'data.yml'), files.data);
  await writeFile(join(folder, 'config.yml'), files.config ?? config);
  const bot = await loadBot(folder, presets);
  const model = await ensureModel(bot);
  remove();
  const real = botPredictor(bot, model, listeningLog());
  return holderOf({
    ...real,
    parse: (text) => (text in meanings ? understood(text, meanings[text]) : real.parse(text)),
  });
}

/** Holds stories with anything that predicts. */
export function holderOf(predictor: Predictor): StoryBot {
  return {
    async holds(stories, { file = 'tests/test_stories.yml', ...options } = {}) {
      const problems: Problem[] = [];
      const read = readTestFile(stories, file, problems);
      const evaluation = await evaluateStories(read ? [read] : [], predictor, {
        parses: 'conversation tests',
        ...options,
      });
      const went = evaluation.actions.map(({ action, predicted }) =>
        action === predicted ? action : `${action} ≠ ${predicted}`,
      );
      const failed = evaluation.outcomes.filter((outcome) => outcome.failed);
      return {
        ...evaluation,
        went,
        failed: failed.map(({ way }) => way.name),
        written: writeOutcomes(failed),
        problems: problems.map(formatProblem),
      };
    },
  };
}

function understood(text: string, meaning: Meaning = 'nlu_fallback') {
  const { intent, entities = [], selected } = typeof meaning === 'string' ? { intent: meaning } : meaning;
  const score = { name: intent, confidence: 0.9 };
  const selector = {
    all_retrieval_intents: [intent],
    default: { response: { intent_response_key: selected } },
  };
  return {
    text,
    intent: score,
    entities,
    intent_ranking: [score],
    ...(selected === undefined ? {} : { response_selector: selector }),
  };
}
