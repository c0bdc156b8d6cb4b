import { describe, expect, it } from 'vitest';
import { doorOf, isApiWanted } from '../../core/bot/door.js';
import { settingsOf } from '../../core/cli/server-flags.js';
import { readSettings } from '../../core/config.js';
import { listeningLog } from '../kit/log.js';

const settings = (environment: NodeJS.ProcessEnv) => readSettings({}, environment);

describe('the door of the HTTP API', () => {
  it.each([
    [{}, false],
    [{ PARLEY_ENABLE_API: 'true' }, true],
    [{ PARLEY_ENABLE_API: 'false' }, false],
    [{ PARLEY_AUTH_TOKEN: 'open sesame' }, true],
    [{ PARLEY_JWT_SECRET: 'core' }, true],
  ] as const)('with %o is there: %s', (environment, wanted) => {
    expect(isApiWanted(settings(environment))).toBe(wanted);
  });

  it('is warned of when everybody may come in, and only then', () => {
    const warnings = (environment: NodeJS.ProcessEnv) => {
      const log = listeningLog();
      doorOf(settings(environment), log);
      return log.lines.filter(({ level }) => level === 'warn').length;
    };
    expect(warnings({ PARLEY_ENABLE_API: 'true' })).toBe(1);
    expect(warnings({ PARLEY_ENABLE_API: 'true', PARLEY_JWT_SECRET: 'core' })).toBe(0);
    expect(warnings({})).toBe(0);
  });

  it('names a certificate that cannot be read', () => {
    const open = () => doorOf(settings({ PARLEY_SSL_CERTIFICATE: 'nowhere.pem' }), listeningLog());
    expect(open).toThrow(expect.objectContaining({ code: 'TLS_INVALID' }));
  });

  it('takes no algorithm that is none', () => {
    expect(() => settings({ PARLEY_JWT_SECRET: 'a', PARLEY_JWT_METHOD: 'none' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

describe('the flags of rasa run', () => {
  it('mean what they mean there', () => {
    const given = settingsOf({ interface: '0.0.0.0', port: '8080', enableApi: true, requestTimeout: '5', verbose: 2 });
    expect(given).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      enableApi: true,
      requestTimeout: 5,
      responseTimeout: 3600,
      logLevel: 'debug',
    });
  });

  it('name a remote storage as not there', () => {
    expect(() => settingsOf({ remoteStorage: 'aws' })).toThrow(
      expect.objectContaining({ code: 'REMOTE_STORAGE_MISSING' }),
    );
  });
});
