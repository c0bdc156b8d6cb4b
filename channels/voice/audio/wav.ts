/** What the head of a WAV file says of the sound that follows it. */
export interface WavHead {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  /** Bytes before the sound. */
  readonly length: number;
}

/** Reads the head of a WAV file; `undefined` as long as it is not all there. @throws Error when it is none */
export function readWavHead(bytes: Uint8Array): WavHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12) return undefined;
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') throw new Error('it is no WAV file');
  let format: Omit<WavHead, 'length'> | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (word(at) === 'data') {
      if (!format) throw new Error('the WAV file does not say its format');
      return { ...format, length: at + 8 };
    }
    if (word(at) === 'fmt ' && at + 24 <= bytes.length) {
      format = {
        channels: view.getUint16(at + 10, true),
        sampleRate: view.getUint32(at + 12, true),
        bits: view.getUint16(at + 22, true),
      };
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** A WAV file of mono sound. */
export function wavOf(sound: Int16Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 2 * sound.length);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 2 * sound.length, true);
  for (let index = 0; index < sound.length; index += 1) view.setInt16(44 + 2 * index, sound[index] ?? 0, true);
  return bytes;
}
