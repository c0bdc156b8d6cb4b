import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loudnessOf, silenceDbfs } from '../../channels/voice/audio/energy.js';
import { decodeMulaw, encodeMulaw } from '../../channels/voice/audio/mulaw.js';
import { readPcm } from '../../channels/voice/audio/pcm-stream.js';
import { createResampler } from '../../channels/voice/audio/resample.js';
import { readWavHead, wavOf } from '../../channels/voice/audio/wav.js';

/** A sine of so many Hz, a second long, 6 dB below full scale. */
const sine = (hertz: number, sampleRate: number) =>
  Int16Array.from({ length: sampleRate }, (_, n) =>
    Math.round(16_384 * Math.sin((2 * Math.PI * hertz * n) / sampleRate)),
  );

describe('the sound of the telephone', () => {
  it('gives every byte back that it took', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const samples = new Int16Array(256);
    const again = new Uint8Array(256);
    decodeMulaw(bytes, samples);
    encodeMulaw(samples, again);
    // 0x7f is a second name of zero.
    expect([...again]).toEqual([...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)));
  });

  it('has the values of the standard at its ends', () => {
    const samples = new Int16Array(4);
    decodeMulaw(Uint8Array.of(0x00, 0x80, 0xff, 0xfe), samples);
    expect([...samples]).toEqual([-32_124, 32_124, 0, 8]);
  });

  it('keeps every sample to within half a step of its loudness', () => {
    const byte = new Uint8Array(1);
    const back = new Int16Array(1);
    fc.assert(
      fc.property(fc.integer({ min: -32_768, max: 32_767 }), (sample) => {
        encodeMulaw(Int16Array.of(sample), byte);
        decodeMulaw(byte, back);
        return Math.abs((back[0] ?? 0) - sample) <= Math.max(8, Math.abs(sample) / 16 + 4);
      }),
    );
  });
});

describe('another sample rate', () => {
  it.each([
    [24_000, 8_000],
    [22_050, 8_000],
    [8_000, 16_000],
    [16_000, 24_000],
  ])('brings %i to %i with the tone as loud and as long', (from, to) => {
    const resampler = createResampler(from, to);
    const out: number[] = [];
    const sound = sine(1_000, from);
    for (let at = 0; at < sound.length; at += 333) out.push(...resampler.push(sound.subarray(at, at + 333)));
    out.push(...resampler.flush());
    expect(Math.abs(out.length - to)).toBeLessThanOrEqual(2);
    const wanted = sine(1_000, to).subarray(400, to - 400);
    const apart = Int16Array.from(wanted, (sample, n) => sample - (out[n + 400] ?? 0));
    expect(loudnessOf(apart)).toBeLessThan(-55);
  });

  it('takes out what the lower rate can not carry', () => {
    const resampler = createResampler(24_000, 8_000);
    const out = resampler.push(sine(5_000, 24_000)).slice(200);
    expect(loudnessOf(out)).toBeLessThan(-60);
  });
});

describe('loudness and files', () => {
  it('measures a sine 9 dB below full scale, and silence at the bottom', () => {
    expect(loudnessOf(sine(440, 8_000))).toBeCloseTo(-9.03, 1);
    expect(loudnessOf(new Int16Array(160))).toBe(silenceDbfs);
  });

  it('reads a WAV file however it is cut', async () => {
    const sound = Int16Array.of(1, -2, 3, -4, 5);
    const file = wavOf(sound, 8_000);
    expect(readWavHead(file)).toEqual({ sampleRate: 8_000, channels: 1, bits: 16, length: 44 });
    const read: number[] = [];
    for await (const chunk of readPcm(inPieces(file, 7), 'wav', 8_000)) read.push(...chunk);
    expect(read).toEqual([...sound]);
  });

  it('says so when it is no WAV file', async () => {
    const read = async () => {
      for await (const _ of readPcm(inPieces(new TextEncoder().encode('not a sound at all'), 5), 'wav', 8_000));
    };
    await expect(read()).rejects.toThrow('it is no WAV file');
  });
});

async function* inPieces(bytes: Uint8Array, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
