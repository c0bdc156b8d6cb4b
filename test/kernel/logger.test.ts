import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ParleyError } from '../../core/errors.js';
import { createLogger, type LoggerOptions } from '../../core/kernel/pino-logger.js';

/** A logger that writes into `text()`. */
function logInto(options: LoggerOptions = {}) {
  const chunks: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { log: createLogger({ ...options, output }), text: () => chunks.join('') };
}

describe('the logger', () => {
  it('writes one JSON object for each line', () => {
    const { log, text } = logInto({ format: 'json' });
    log.child({ plugin: 'web' }).info({ port: 5005 }, 'listening');
    expect(JSON.parse(text())).toMatchObject({ level: 'info', plugin: 'web', port: 5005, msg: 'listening' });
  });

  it('hides secrets, however deep, and in addresses', () => {
    const { log, text } = logInto({ format: 'json' });
    const fields = { settings: { bot: { accessToken: 'abc123' } }, url: 'https://x/?token=abc123&a=1' };
    log.warn({ ...fields, database: 'postgres://me:abc123@host/db', err: new Error('at /?api_key=abc123') }, 'oh');
    expect(text()).not.toContain('abc123');
    expect(text()).toContain('a=1');
    expect(text()).toContain('postgres://me:[hidden]@host/db');
  });

  it('prints lines for people with what to do about a known fault', () => {
    const { log, text } = logInto({ format: 'pretty' });
    log.error({ channel: 'rest', err: new ParleyError('MESSAGE_EMPTY') }, 'refused');
    expect(text()).toMatch(
      /^.*error.*rest:.*refused The message has no text\. Send some text in "message"\. \[MESSAGE_EMPTY\]\n$/,
    );
  });

  it('says nothing below its level', () => {
    const { log, text } = logInto({ level: 'warn' });
    log.info({}, 'chatter');
    expect(text()).toBe('');
  });
});
