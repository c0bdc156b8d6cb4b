import { relative, sep } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose tests wait for other processes: the `parley` command, browsers, database servers. */
const slow = ['e2e', 'widget', 'inbox', 'identity'];

/**
 * Begins each project with the files that take longest, so that no worker is left alone with one of them at the end.
 * Vitest knows how long a file takes only where it ran before, which is nowhere on a CI server.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) => {
      const [, folder = ''] = relative(project.config.root, moduleId).split(sep);
      return slow.includes(folder) ? slow.indexOf(folder) : slow.length;
    };
    return (await super.sort(files)).sort(
      (a, b) => Number(a.project.name > b.project.name) - Number(a.project.name < b.project.name) || rank(a) - rank(b),
    );
  }
}
