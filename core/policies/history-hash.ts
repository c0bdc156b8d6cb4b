import { type DialogueState, stateKey } from '../tracker/state.js';

/**
 * A number for a history of states, the same in every run. Two 32-bit mixes (cyrb53, bryc/code, public domain) give
 * 53 bits: among 100,000 histories the chance of any two meeting is below one in a million.
 */
export function historyHash(states: readonly DialogueState[]): number {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (const state of states) {
    const key = stateKey(state);
    for (let index = 0; index < key.length; index += 1) {
      const code = key.charCodeAt(index);
      h1 = Math.imul(h1 ^ code, 2654435761);
      h2 = Math.imul(h2 ^ code, 1597334677);
    }
    h1 = Math.imul(h1 ^ 10, 2654435761);
    h2 = Math.imul(h2 ^ 10, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
