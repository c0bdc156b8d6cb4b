import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { formatProblem } from '../../core/project/problem.js';
import { type Project, readProject } from '../../core/project/project.js';
import { validateProject } from '../../core/project/validate/validate.js';

/** Writes a bot's files to a folder that is gone after the test. */
export function botFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Reads a bot from these files. */
export async function readBot(files: Readonly<Record<string, string | Uint8Array>>): Promise<Project> {
  return readProject([{ folder: botFolder(files) }], { TOKEN: 'from-the-environment' });
}

/** Reads and validates a bot; what comes back are its problems as people see them, with paths from the bot's folder. */
export async function problemsOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  registered: readonly string[] = [],
): Promise<string[]> {
  const folder = botFolder(files);
  const project = await readProject([{ folder }], {});
  return [...project.problems, ...validateProject(project, registered)].map((problem) =>
    formatProblem({ ...problem, place: { ...problem.place, file: relative(folder, problem.place.file) } }),
  );
}
