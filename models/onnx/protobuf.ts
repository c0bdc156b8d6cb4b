const varint = 0;
const sized = 2;
const fixed32 = 5;

/**
 * Writes messages in the wire format of Protocol Buffers, which ONNX files are in; only the kinds of fields that those
 * have. https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufWriter {
  private readonly parts: Uint8Array[] = [];
  private size = 0;

  /** A whole number; a negative one is written as its 64-bit complement. */
  integer(field: number, value: number): this {
    return this.tag(field, varint).add(encodeVarint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.tag(field, fixed32).add(bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.tag(field, sized).add(encodeVarint(value.length)).add(value);
  }

  /** A message within this one. */
  message(field: number, value: ProtobufWriter): this {
    this.tag(field, sized).add(encodeVarint(value.size));
    for (const part of value.parts) this.add(part);
    return this;
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private tag(field: number, type: number): this {
    return this.add(encodeVarint(field * 8 + type));
  }

  private add(bytes: Uint8Array): this {
    this.parts.push(bytes);
    this.size += bytes.length;
    return this;
  }
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) + 128);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}
