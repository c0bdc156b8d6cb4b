import type { Setting } from '../model/manifest.js';

/** The parts of a config that can run, and what is said of the others. */
export interface RunnableParts {
  readonly entries: readonly Setting[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Leaves out the project's own classes in Python, such as `components.sentiment.SentimentAnalyzer`: they cannot run here,
 * and the rest of the project can. A part of that name which the bot brings in TypeScript stays.
 */
export function withoutPython(
  parts: RunnableParts,
  known: readonly { readonly name: string }[],
  kind: 'component' | 'policy',
): RunnableParts {
  const isPython = ({ name }: Setting): boolean => name.includes('.') && !known.some((one) => one.name === name);
  const left = parts.entries.filter(isPython);
  return {
    entries: parts.entries.filter((entry) => !isPython(entry)),
    notes: parts.notes,
    warnings: [
      ...parts.warnings,
      ...left.map(
        ({ name }) =>
          `${name}: a class of the project in Python, which is not run here; left out. Bring a ${kind} of this name in bot.ts to have it (docs/writing-a-plugin.md).`,
      ),
    ],
  };
}
