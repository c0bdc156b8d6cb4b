import { describe, expect, it } from 'vitest';
import { readSettings } from '../../core/config.js';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings({}, {})).toMatchObject({
      port: 5005,
      host: 'localhost',
      cors: [],
      enableApi: false,
      keepDays: 30,
      logLevel: 'info',
      maxPredictions: 10,
    });
  });

  it('come from the environment, and flags win', () => {
    const settings = readSettings({ port: '1' }, { PORT: '2', PARLEY_CORS: 'https://a.example, https://b.example' });
    expect(settings).toMatchObject({ port: 1, cors: ['https://a.example', 'https://b.example'] });
  });

  it('are frozen', () => {
    expect(Object.isFrozen(readSettings({}, {}))).toBe(true);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PARLEY_LOG_LEVEL: 'loud' }, 'PARLEY_LOG_LEVEL'],
  ])('refuse %o and name the variable', (environment, name) => {
    expect(() => readSettings({}, environment)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => readSettings({}, environment)).toThrow(name);
  });

  it('keep a bad secret to themselves', () => {
    expect(() => readSettings({}, { PARLEY_AUTH_TOKEN: 'hunter2' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
