import { expect } from 'vitest';
import { problemsOf } from './bot-folder.js';

/** What somebody wrote, and what is said of it: `line:column severity CODE`, one or two of them. */
export type Mistake = readonly [text: string, ...expected: string[]];

/** A file with a mistake is told where it is and what to do, whatever else is said of so small a bot. */
export async function expectProblems(file: string, text: string, expected: readonly string[]): Promise<void> {
  const lines = await problemsOf({ [file]: text });
  const found = lines.map((line) => {
    const [, place, severity, rest, code] = /^[^:]+:([\d:]+): (\w+): (.*) \[(\w+)\]$/s.exec(line) ?? [];
    // Every gap of the texts is filled in, and the last sentence says how to mend it.
    expect(rest).toMatch(/\S .*[.`"]$/s);
    expect(rest).not.toMatch(/\{(hint|what|known|name|reason)\}/);
    return `${place} ${severity} ${code}`;
  });
  expect(found).toEqual(expect.arrayContaining([...expected]));
}
