import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page in place of web.whatsapp.com, with what whatsapp-web.js looks for in it before a number is linked. */
export interface WhatsAppPage {
  /** Flags that lead a browser to the page, whatever its address. */
  readonly flags: readonly string[];
  /** How often it was asked for. */
  readonly visits: () => number;
  close(): Promise<void>;
}

const openssl = 'openssl';

/** Whether certificates can be made on this machine. */
export const canServePage = (): boolean => spawnSync(openssl, ['version']).status === 0;

/** What the page's code offers under the names that the library asks for; an unlinked phone is all that it plays. */
const html = `<!doctype html><title>WhatsApp</title><script>
  const socket = { state: 'UNPAIRED', on() {}, off() {} };
  const conn = { ref: 'first-ref', on() {} };
  const key = { pubKey: new Uint8Array(4).buffer };
  const modules = {
    WAWebSocketModel: { Socket: socket },
    WAWebConnModel: { Conn: conn },
    WABase64: { encodeB64: () => 'key' },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'secret' },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: 'chrome' },
    WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: key }) } },
    WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: key }) } },
  };
  window.Debug = { VERSION: '2.3000.1' };
  window.require = (name) => modules[name] ?? { Cmd: { on() {}, refreshQR() {} }, OfflineMessageHandler: { getOfflineDeliveryProgress: () => 0 } };
</script>`;

/** Serves the page over HTTPS, as the library asks for it, with a certificate made for the test by openssl. */
export async function serveWhatsAppPage(): Promise<WhatsAppPage> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificate-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  const subject = ['-subj', '/CN=web.whatsapp.com', '-days', '1', '-nodes'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync(openssl, ['req', '-x509', ...kind, '-keyout', String(key), '-out', String(cert), ...subject], {
    stdio: 'ignore',
  });
  let visits = 0;
  const secrets = { key: readFileSync(String(key)), cert: readFileSync(String(cert)) };
  const server = createServer(secrets, (request, response) => {
    if (request.url === '/') visits += 1;
    response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    flags: [`--host-resolver-rules=MAP * 127.0.0.1:${port}`, '--ignore-certificate-errors'],
    visits: () => visits,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}
