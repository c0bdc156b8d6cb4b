import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number above a bound. */
export function wholeAbove(bound: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value > bound) return value;
    throw new InvalidArgumentError(`It has to be a whole number, ${bound + 1} or more.`);
  };
}
