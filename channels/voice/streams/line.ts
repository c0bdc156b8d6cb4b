import type { WebSocket } from 'ws';
import { encodeMulaw } from '../audio/mulaw.js';
import type { Line } from '../turns/mouth.js';

/** Samples a second of a telephone. */
export const phoneRate = 8_000;

/** Samples of one frame at most: a fifth of a second, so that a long sound does not wait to be encoded whole. */
const frameLength = phoneRate / 5;

/** The sound of the bot on its way to Twilio, which keeps what is not played yet. */
export function createStreamLine(socket: WebSocket, streamSid: string): Line {
  const bytes = Buffer.alloc(frameLength);
  const send = (frame: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  return {
    sampleRate: phoneRate,
    play(sound) {
      for (let from = 0; from < sound.length; from += frameLength) {
        const piece = sound.subarray(from, from + frameLength);
        encodeMulaw(piece, bytes);
        send({ event: 'media', streamSid, media: { payload: bytes.toString('base64', 0, piece.length) } });
      }
    },
    mark: (name) => send({ event: 'mark', streamSid, mark: { name } }),
    clear: () => send({ event: 'clear', streamSid }),
  };
}
