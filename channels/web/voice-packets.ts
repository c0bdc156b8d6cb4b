/** Sound in packets of one length, whatever the lengths it comes in; the last one may be shorter. */
export async function* packetsOf(chunks: AsyncIterable<Int16Array>, samples: number): AsyncGenerator<Int16Array> {
  let packet = new Int16Array(samples);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length; ) {
      const piece = chunk.subarray(taken, taken + samples - filled);
      packet.set(piece, filled);
      filled += piece.length;
      taken += piece.length;
      if (filled < samples) continue;
      yield packet;
      packet = new Int16Array(samples);
      filled = 0;
    }
  }
  if (filled > 0) yield packet.subarray(0, filled);
}

/** Sound as bytes: 16 bits, low byte first, as it lies in the memory of every machine that Node.js runs on today. */
export const bytesOf = (samples: Int16Array): Buffer =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
