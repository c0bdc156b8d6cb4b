import { SignJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { socketio } from '../../channels/web/index.js';
import { type Desk, openDesk } from './desk.js';

const key = 'a secret that is long enough for HS256';

let desk: Desk;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await desk?.close();
});

const tokenOf = (secret: string, expires = '1h', method = 'HS256') =>
  new SignJWT({ user: { username: 'ann', role: 'user' } })
    .setProtectedHeader({ alg: method })
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));

/** How connecting with a token ends: with "connected", or with what the client is told. */
async function connecting(options: object, settings: object = {}): Promise<string> {
  desk = await openDesk({ channels: [{ use: socketio, config: { jwt_key: key, ...settings } }] });
  const socket = io(desk.url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', ({ message }) => resolve(message));
  });
}

describe('the socketio channel with a jwt_key', () => {
  it('lets in who shows a token that is signed with it', async () => {
    expect(await connecting({ auth: { token: await tokenOf(key) } })).toBe('connected');
  });

  it('knows the token behind the word Bearer, too', async () => {
    expect(await connecting({ auth: { token: `Bearer ${await tokenOf(key)}` } })).toBe('connected');
  });

  it('refuses who shows none, and logs it', async () => {
    expect(await connecting({})).toMatch(/no token/);
    expect(desk.log.map(({ message }) => message).join('\n')).toContain('SOCKET_NOT_AUTHENTICATED');
  });

  it('refuses a token that somebody else signed', async () => {
    expect(await connecting({ auth: { token: await tokenOf('the secret of somebody else entirely') } })).toMatch(
      /token/,
    );
  });

  it('refuses a token that has run out', async () => {
    expect(await connecting({ auth: { token: await tokenOf(key, '-1 minute') } })).toMatch(/token/);
  });

  it('refuses a token by another method than the one that is set', async () => {
    expect(await connecting({ auth: { token: await tokenOf(key) } }, { jwt_method: 'HS384' })).toMatch(/token/);
  });
});
