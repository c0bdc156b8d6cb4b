/**
 * G.711 mu-law, the sound of the telephone (ITU-T G.711, section 3.2): 8,000 samples a second, one byte each. Both ways
 * are looked up in tables, and write into arrays of the caller.
 */

const bias = 0x84;
const loudest = 32_635;

const toLinear = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));
/** By the sample plus 32,768. */
const toByte = Uint8Array.from({ length: 65_536 }, (_, index) => encodeSample(index - 32_768));

/** Decodes `bytes` into the front of `into`, which has to be at least as long. */
export function decodeMulaw(bytes: Uint8Array, into: Int16Array): void {
  for (let index = 0; index < bytes.length; index += 1) into[index] = toLinear[bytes[index] ?? 0] ?? 0;
}

/** Encodes `samples` into the front of `into`, which has to be at least as long. */
export function encodeMulaw(samples: Int16Array, into: Uint8Array): void {
  for (let index = 0; index < samples.length; index += 1) into[index] = toByte[(samples[index] ?? 0) + 32_768] ?? 0;
}

function decodeByte(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + bias) << ((bits & 0x70) >> 4);
  return bits & 0x80 ? bias - magnitude : magnitude - bias;
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), loudest) + bias;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
