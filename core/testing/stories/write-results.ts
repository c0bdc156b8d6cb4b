import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoryEvaluation } from './evaluate-stories.js';
import type { StoryOutcome } from './outcome.js';
import { writeOutcomes } from './write-outcomes.js';

/** Which files are written beside the report. */
export interface ResultChoice {
  readonly errors: boolean;
  readonly warnings: boolean;
  readonly successes: boolean;
}

/**
 * Writes what came of an evaluation, under the names that Rasa gives: `story_report.json`, `failed_test_stories.yml`,
 * `stories_with_warnings.yml`, `successful_test_stories.yml`; and the confusion matrix of the actions as
 * `story_confusion_matrix.json`.
 */
export async function writeResults(folder: string, evaluation: StoryEvaluation, choice: ResultChoice): Promise<void> {
  const { outcomes, report, matrix } = evaluation;
  await mkdir(folder, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write('story_report.json', `${JSON.stringify(report, null, 2)}\n`);
  await write('story_confusion_matrix.json', `${JSON.stringify(matrix, null, 2)}\n`);
  const stories = (is: (outcome: StoryOutcome) => boolean, none: string): string => {
    const chosen = outcomes.filter(is);
    return chosen.length === 0 ? `# ${none}\n` : writeOutcomes(chosen);
  };
  if (choice.errors) {
    const text = stories(({ failed }) => failed, 'None of the test stories failed - all good!');
    await write('failed_test_stories.yml', text);
  }
  if (choice.warnings) {
    await write(
      'stories_with_warnings.yml',
      stories(({ warned }) => warned, 'No warnings for test stories'),
    );
  }
  if (choice.successes) {
    const text = stories(({ failed }) => !failed, 'None of the test stories succeeded :(');
    await write('successful_test_stories.yml', text);
  }
}
