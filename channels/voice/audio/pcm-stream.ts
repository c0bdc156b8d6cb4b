import { createResampler } from './resample.js';
import { readWavHead } from './wav.js';

/** How bytes are to be read: as a WAV file, or as bare samples of 16 bits, low byte first, so many a second. */
export type PcmFormat = 'wav' | { readonly sampleRate: number };

/** The longest head of a WAV file that is waited for, in bytes. */
const longestHead = 65_536;

/**
 * Turns bytes as they come into sound at the rate that is wanted; each chunk is the reader's own.
 *
 * @throws Error when the bytes are no mono sound of 16 bits
 */
export async function* readPcm(
  bytes: AsyncIterable<Uint8Array>,
  format: PcmFormat,
  sampleRate: number,
): AsyncIterable<Int16Array> {
  let resampler = format === 'wav' ? undefined : createResampler(format.sampleRate, sampleRate);
  let rest = new Uint8Array(0);
  for await (const piece of bytes) {
    rest = joined(rest, piece);
    if (!resampler) {
      const head = readWavHead(rest);
      if (!head && rest.length > longestHead) throw new Error('the WAV file does not begin with its format');
      if (!head) continue;
      if (head.channels !== 1 || head.bits !== 16) {
        throw new Error(`the sound has ${head.channels} channels of ${head.bits} bits; one of 16 is needed`);
      }
      resampler = createResampler(head.sampleRate, sampleRate);
      rest = rest.subarray(head.length);
    }
    const whole = rest.length - (rest.length % 2);
    if (whole === 0) continue;
    const chunk = resampler.push(samplesOf(rest.subarray(0, whole)));
    rest = rest.slice(whole);
    if (chunk.length > 0) yield chunk.slice();
  }
  if (!resampler) throw new Error(rest.length === 0 ? 'no sound came' : 'it is no WAV file');
  const last = resampler.flush();
  if (last.length > 0) yield last.slice();
}

/** Bare samples of 16 bits, low byte first. */
export function samplesOf(bytes: Uint8Array): Int16Array {
  // A copy lies at an even address, which an array of 16 bits needs.
  const copy = bytes.slice();
  return new Int16Array(copy.buffer, 0, copy.length >> 1);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
