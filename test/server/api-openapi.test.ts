import { describe, expect, it } from 'vitest';
import { openApi } from '../../core/server/api/openapi.js';

const described = JSON.parse(JSON.stringify(openApi('1.2.3'))) as {
  paths: Record<string, Record<string, { responses: object }>>;
  components: { schemas: object };
};

describe('the description of the HTTP API', () => {
  it('has every address and method of Rasa’s', () => {
    const methods = Object.entries(described.paths).flatMap(([path, item]) =>
      Object.keys(item).flatMap((method) => (method === 'parameters' ? [] : [`${method.toUpperCase()} ${path}`])),
    );
    expect(methods.sort()).toEqual(
      [
        'GET /version',
        'GET /status',
        'GET /domain',
        'GET /conversations/{id}/tracker',
        'POST /conversations/{id}/tracker/events',
        'PUT /conversations/{id}/tracker/events',
        'GET /conversations/{id}/story',
        'POST /conversations/{id}/execute',
        'POST /conversations/{id}/trigger_intent',
        'POST /conversations/{id}/predict',
        'POST /conversations/{id}/messages',
        'PUT /model',
        'DELETE /model',
        'POST /model/train',
        'POST /model/test/stories',
        'POST /model/test/intents',
        'POST /model/predict',
        'POST /model/parse',
      ].sort(),
    );
  });

  it('refers to nothing that is not there', () => {
    const names = [...JSON.stringify(described).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(names.filter((name) => name === undefined || !(name in described.components.schemas))).toEqual([]);
  });

  it('says of every answer what it is', () => {
    for (const [path, item] of Object.entries(described.paths)) {
      for (const [method, { responses }] of Object.entries(item)) {
        if (method === 'parameters') continue;
        for (const response of Object.values(responses)) {
          expect(response, `${method} ${path}`).toMatchObject({ description: expect.any(String) });
        }
      }
    }
  });
});
