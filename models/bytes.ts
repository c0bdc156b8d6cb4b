import { endianness } from 'node:os';

type NumberArray = Float32Array | Uint32Array | Int32Array | Uint16Array | Int16Array | Uint8Array;

const bigEndian = endianness() === 'BE';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a typed array, little-endian on every machine. */
export function toBytes(values: NumberArray): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  return bigEndian ? swap(bytes, values.BYTES_PER_ELEMENT) : bytes;
}

/** The 32-bit floats that {@link toBytes} wrote. */
export const toFloats = (bytes: Uint8Array): Float32Array => new Float32Array(aligned(bytes));

/** The same without a copy where the machine allows: good for reading once, it keeps the whole archive alive. */
export function viewFloats(bytes: Uint8Array): Float32Array {
  if (bigEndian || bytes.byteOffset % 4 !== 0) return toFloats(bytes);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

/** The unsigned 32-bit numbers that {@link toBytes} wrote. */
export const toUints = (bytes: Uint8Array): Uint32Array => new Uint32Array(aligned(bytes));

/** The 16-bit numbers that {@link toBytes} wrote: without a sign, and with one. */
export const toUint16s = (bytes: Uint8Array): Uint16Array => new Uint16Array(aligned(bytes, 2));
export const toInt16s = (bytes: Uint8Array): Int16Array => new Int16Array(aligned(bytes, 2));

/** Any JSON value as bytes. */
export const jsonToBytes = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

/** The JSON value that {@link jsonToBytes} wrote; the caller parses it. */
export const bytesToJson = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

function aligned(bytes: Uint8Array, width = 4): ArrayBuffer {
  // Not `slice`: a Buffer's is a view.
  const copy = new Uint8Array(bytes);
  return (bigEndian ? swap(copy, width) : copy).buffer as ArrayBuffer;
}

function swap(bytes: Uint8Array, width: number): Uint8Array {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
  return bytes;
}
