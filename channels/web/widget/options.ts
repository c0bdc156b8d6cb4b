import { isRightToLeft } from './i18n.js';

/** What the script tag asks for, with everything it left out filled in. */
export interface Options {
  /** The address of this file; the others are beside it. */
  readonly home: string;
  /** Whether people may talk: by what the bot has for it, or also by the browser's own recogniser and voice. */
  readonly voice: 'auto' | 'browser' | 'off';
  /** Whether people may send files, where the bot takes them. */
  readonly files: boolean;
  /** Where the bot listens: origin, and the path of its Socket.IO endpoint. */
  readonly origin: string;
  readonly path: string;
  /** Passed as `auth.token` on connect, for servers that want a signed token. */
  readonly token?: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly accent: string;
  readonly position: 'left' | 'right';
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Sent unseen when a person opens an empty conversation, so that the bot speaks first. */
  readonly greet?: string;
  /** Open by itself on the first visit, where the screen is wide enough not to be covered. */
  readonly openAtOnce: boolean;
}

const ACCENT = '#4f46c8';

function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}

/** The options of a widget's own `<script>` tag: its `src` says where the bot is, its `data-*` attributes the rest. */
export function readOptions(script: HTMLScriptElement): Options {
  const data = script.dataset;
  const home = new URL(data.url ? `${data.url.replace(/\/$/, '')}/widget.js` : script.src, document.baseURI);
  const lang = (data.lang ?? document.documentElement.lang) || 'en';
  const wantedDir = oneOf(data.dir, ['ltr', 'rtl', 'auto'], 'auto');
  const dir = wantedDir === 'auto' ? (isRightToLeft(lang) ? 'rtl' : 'ltr') : wantedDir;
  return {
    home: home.href,
    files: data.files !== 'off',
    voice: oneOf(data.voice, ['auto', 'browser', 'off'], 'auto'),
    origin: home.origin,
    path: home.pathname.replace(/[^/]*$/, 'socket.io'),
    title: data.title ?? 'Chat',
    theme: oneOf(data.theme, ['auto', 'light', 'dark'], 'auto'),
    accent: /^#[0-9a-f]{6}$/i.test(data.accent ?? '') ? (data.accent ?? ACCENT) : ACCENT,
    position: oneOf(data.position, ['left', 'right'], dir === 'rtl' ? 'left' : 'right'),
    lang,
    dir,
    openAtOnce: data.open === 'auto',
    ...(data.token ? { token: data.token } : {}),
    ...(data.subtitle ? { subtitle: data.subtitle } : {}),
    ...(data.greet ? { greet: data.greet } : {}),
  };
}
