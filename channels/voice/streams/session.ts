import type { WebSocket } from 'ws';
import { formatError } from '../../../core/index.js';
import { decodeMulaw } from '../audio/mulaw.js';
import { readFrame, type StreamFrame } from './frames.js';
import { type HeldCall, holdCall, type StreamDesk } from './held-call.js';
import { phoneRate } from './line.js';

/** How long a stream may be open before it starts, in ms, and how long one frame of sound is at most, in samples. */
const startWithinMs = 10_000;
const longestFrame = phoneRate;
/** Holds one call: its sound goes to the recogniser, its words to the bot, and the bot's words come back as sound. */
export function holdStream(socket: WebSocket, desk: StreamDesk): void {
  const { log } = desk.context;
  const sound = new Int16Array(longestFrame);
  const bytes = Buffer.alloc(longestFrame);
  let held: HeldCall | undefined;
  const late = setTimeout(() => socket.close(1008, 'no start'), startWithinMs);

  function handle(frame: StreamFrame): void {
    switch (frame.event) {
      case 'start':
        clearTimeout(late);
        held ??= holdCall(socket, frame, desk);
        return;
      case 'media': {
        const length = bytes.write(frame.payload, 'base64');
        decodeMulaw(bytes.subarray(0, length), sound);
        return void held?.frame(sound.subarray(0, length));
      }
      case 'dtmf':
        return void held?.press(frame.dtmf.digit);
      case 'mark':
        return void held?.reached(frame.mark.name);
      case 'stop':
        return void held?.end();
      case 'connected':
        return;
    }
  }

  socket.on('message', (data) => {
    const frame = readFrame(String(data));
    if (!frame) return log.warn({}, 'a frame of a stream is not known');
    try {
      handle(frame);
    } catch (error) {
      log.error({ reason: formatError(error) }, 'a frame of a stream could not be worked on');
    }
  });
  socket.on('error', (error) => log.warn({ reason: error.message }, 'a stream has failed'));
  socket.on('close', () => {
    clearTimeout(late);
    held?.end();
  });
}
