/** How the command ends, for scripts. */
export const exitCode = {
  /** Done, and all is well. */
  ok: 0,
  /** What was looked at is not as it should be: a test fails, a file has mistakes, a model cannot be trained. */
  failed: 1,
  /** The command was used wrongly. */
  usage: 2,
} as const;
