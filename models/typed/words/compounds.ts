/**
 * Numbers that a language writes in one word, from its words for 1 to 9, for the tens, and for hundred: 21 to 99 by
 * `join` (`einundzwanzig`, `ventuno`), and all of 100 to 999.
 *
 * @param ones words for 1 to 9, as they stand before a hundred and before a ten
 * @param small words for all numbers up to 20
 */
export function compounds(
  ones: readonly string[],
  tens: readonly string[],
  small: Readonly<Record<string, number>>,
  { hundred, join }: { readonly hundred: string; readonly join: (ten: string, one: string) => string },
): Record<string, number> {
  const upTo99: Record<string, number> = { ...small };
  for (const [place, ten] of tens.entries()) {
    upTo99[ten] = (place + 2) * 10;
    for (const [at, one] of ones.entries()) upTo99[join(ten, one)] = (place + 2) * 10 + at + 1;
  }
  const all = { ...upTo99 };
  for (const [at, one] of ['', ...ones.slice(1)].entries()) {
    all[one + hundred] = (at + 1) * 100;
    for (const [word, value] of Object.entries(upTo99))
      if (value > 0) all[one + hundred + word] = (at + 1) * 100 + value;
  }
  return all;
}
