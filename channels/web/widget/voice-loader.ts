import type { VoiceHost, VoiceOffer, VoicePart } from './voice-host.js';

/** Voice in the widget, loaded when there is any. */
export interface VoiceLoader {
  /** Nothing is heard or said any longer. */
  silence(): void;
}

/** What the bot said of its speech, read with care. */
function readOffer(value: unknown): VoiceOffer | undefined {
  const { speaks, rate } = Object(value) as { readonly speaks?: unknown; readonly rate?: unknown };
  return typeof rate === 'number' && rate > 0 ? { speaks: speaks === true, rate } : undefined;
}

/** Waits until the bot offers speech, or until it is clear that it has none and the page asks for the browser's. */
export function createVoiceLoader(host: Omit<VoiceHost, 'offer'>): VoiceLoader {
  const { conversation, options, wire } = host;
  let part: VoicePart | undefined;
  let isAsked = false;

  async function load(offer: VoiceOffer | undefined): Promise<void> {
    if (isAsked) return;
    isAsked = true;
    const address = new URL('widget-voice.js', options.home).href;
    const { install } = (await import(address)) as typeof import('./voice/main.js');
    part = install({ ...host, offer });
  }

  const loadOrSay = (offer: VoiceOffer | undefined) =>
    void load(offer).catch((error: unknown) => console.error('Parley: voice could not be loaded.', error));

  if (options.voice !== 'off') {
    wire.on('voice_offer', (value) => {
      const offer = readOffer(value);
      if (offer !== undefined) loadOrSay(offer);
    });
  }
  if (options.voice === 'browser') {
    conversation.on('link', (state) => state === 'online' && loadOrSay(undefined));
  }
  return { silence: () => part?.silence() };
}
