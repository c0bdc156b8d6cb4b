/** Why there is no sound, as the page says it. */
export type FaultName = 'insecure' | 'refused' | 'missing' | 'busy' | 'slow' | 'lost' | 'failed';

/** Why there is no sound, or what the server says of it. */
export type Fault = FaultName | { readonly problem: string };

/** An open microphone. */
export interface Microphone {
  /** Lets go of it at once; the browser no longer shows that the page listens. */
  close(): void;
}

/** What the microphone is opened with. */
export interface MicrophoneOptions {
  /** Address of the worklet's file. */
  readonly worklet: string;
  /** Samples a second. */
  readonly rate: number;
  /** Gets 20 ms of sound at a time. */
  readonly frame: (samples: Int16Array<ArrayBuffer>) => void;
  /** The microphone went away: unplugged, or taken by the system. */
  readonly ended: () => void;
}

/**
 * Opens the microphone, with the browser's echo cancellation, so that the bot does not hear itself.
 *
 * @throws a {@link Fault}
 */
export async function openMicrophone({ worklet, rate, frame, ended }: MicrophoneOptions): Promise<Microphone> {
  if (!window.isSecureContext || navigator.mediaDevices === undefined) throw 'insecure' satisfies Fault;
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch((error: unknown) => {
    throw faultOf(error);
  });
  const context = new AudioContext({ latencyHint: 'interactive' });
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context, 'parley-microphone', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { rate },
    });
    node.port.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer>>) => frame(data);
    context.createMediaStreamSource(stream).connect(node);
    for (const track of stream.getAudioTracks()) track.addEventListener('ended', ended);
    await context.resume();
  } catch {
    close();
    throw 'failed' satisfies Fault;
  }
  return { close };
}

/** The names that browsers give (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
function faultOf(error: unknown): FaultName {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotReadableError' ? 'busy' : 'failed';
}
