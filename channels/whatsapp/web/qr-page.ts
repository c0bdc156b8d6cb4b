import { type RequestHandler, Router } from 'express';
import { renderSVG } from 'uqr';
import type { WebState } from './watchdog.js';

/** The page looks again after so many seconds: WhatsApp changes the code every 20 to 60. */
const refreshSeconds = 10;

/** `GET /qr`: the code that links the bot's number, for those who know the server's token. */
export function qrPage(requireToken: RequestHandler, stateOf: () => WebState): Router {
  const router = Router();
  router.get('/qr', requireToken, (_request, response) => {
    response.set({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.type('html').send(pageOf(stateOf()));
  });
  return router;
}

/** How it stands, in a few words. */
export function wordsOf(state: WebState): string {
  switch (state.phase) {
    case 'starting':
      return 'the browser is starting';
    case 'scan':
      return 'waits for its QR code to be scanned';
    case 'loading':
      return 'linked, WhatsApp is loading';
    case 'ready':
      return 'connected';
    case 'pausing':
      return `not connected, starts again in at most ${Math.ceil(state.ms / 1_000)} s`;
    case 'closed':
      return 'closed';
  }
}

function pageOf(state: WebState): string {
  const code = state.phase === 'scan' ? renderSVG(state.qr, { border: 2 }) : '';
  const steps =
    state.phase === 'scan'
      ? '<p>On the phone of the bot’s number open WhatsApp → Settings → Linked devices → Link a device, and scan this.</p>'
      : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${refreshSeconds}">
<title>WhatsApp: ${wordsOf(state)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; text-align: center }
  svg { width: 100%; height: auto }
</style>
<h1>WhatsApp</h1>
<p role="status">${wordsOf(state)}</p>
${code}
${steps}
</html>
`;
}
