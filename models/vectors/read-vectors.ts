import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { vectorsError } from './errors.js';
import { binaryParser, textParser, type VectorParser, type VectorSink } from './vector-formats.js';
import { winkParser } from './wink-format.js';

/** Small enough that reading one holds nothing up. */
const pieceBytes = 1 << 18;

/**
 * Reads a file of word vectors from its beginning to its end, piece by piece: GloVe's, word2vec's and fastText's text,
 * word2vec's binary form (`.bin`), winkNLP's JSON (`.json`); each may be packed (`.gz`).
 *
 * @param onShare is told the share of the file that is read
 * @throws ParleyError VECTORS_UNREADABLE; the reason of `signal` when it is aborted
 */
export async function readVectors(
  file: string,
  sink: VectorSink,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<void> {
  const { size } = statSync(file);
  const source = createReadStream(file, { highWaterMark: pieceBytes });
  const packed = file.endsWith('.gz');
  const stream = packed ? source.pipe(createGunzip({ chunkSize: pieceBytes })) : source;
  source.once('error', (error) => stream.destroy(error));
  const parser = parserFor(packed ? file.slice(0, -'.gz'.length) : file, sink);
  try {
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      rest = parser.push(rest.length === 0 ? piece : Buffer.concat([rest, piece]));
      onShare(Math.min(1, source.bytesRead / size));
    }
    parser.end(rest);
  } catch (cause) {
    if (signal.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw vectorsError('VECTORS_UNREADABLE', { file, reason }, { owner: 'WordVectors', cause });
  } finally {
    source.destroy();
  }
}

function parserFor(name: string, sink: VectorSink): VectorParser {
  if (name.endsWith('.bin')) return binaryParser(sink);
  return name.endsWith('.json') ? winkParser(sink) : textParser(sink);
}
