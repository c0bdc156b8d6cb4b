import { z } from 'zod';
import { ParleyError } from '../../errors.js';
import { toCodePoints } from '../../nlu/code-points.js';
import type { ParseResult } from '../../nlu/parse-result.js';

/** How another service's requests and answers for one text look. */
export interface Emulation {
  /** The text of a request. @throws ParleyError BODY_INVALID */
  textOf(body: unknown): { readonly text: string; readonly messageId: string | undefined };
  answer(result: ParseResult): unknown;
}

const rasaBody = z.looseObject({ text: z.string(), message_id: z.string().nullish() });
const plain = (body: unknown) => {
  const parsed = rasaBody.safeParse(body);
  if (!parsed.success) throw invalid('{"text": "…"}', parsed.error);
  return { text: parsed.data.text, messageId: parsed.data.message_id ?? undefined };
};

const rasa: Emulation = { textOf: plain, answer: toCodePoints };

/** wit.ai, `GET /message` (rasa/nlu/emulators/wit.py; wit.ai/docs/http). */
const wit: Emulation = {
  textOf: plain,
  answer({ text, intent, entities }) {
    const byName = new Map<string, object[]>();
    for (const { entity, role, start, end, value, confidence_entity } of entities) {
      const key = `${entity}:${role ?? entity}`;
      const body = text.slice(start, end);
      push(byName, key, {
        ...{ confidence: confidence_entity ?? null, name: entity, value, body, start, end },
        ...{ role: role ?? entity, type: 'value', entities: [] },
      });
    }
    const intents = [{ name: intent.name, confidence: intent.confidence }];
    return { text, intents, entities: Object.fromEntries(byName), traits: {} };
  },
};

/** LUIS prediction API v3 (rasa/nlu/emulators/luis.py). */
const luis: Emulation = {
  textOf: plain,
  answer(result) {
    const { text, intent, entities } = result;
    const scored = result.intent_ranking.length > 0 ? result.intent_ranking : [intent];
    const values = new Map<string, unknown[]>();
    const instances = new Map<string, object[]>();
    for (const { entity, role, start, end, value, confidence_entity, extractor } of entities) {
      const key = role ?? entity;
      push(values, key, value);
      push(instances, key, {
        ...{ role: role ?? null, type: entity, text: text.slice(start, end), startIndex: start },
        ...{ length: end - start, score: confidence_entity ?? null, modelType: extractor ?? null },
      });
    }
    return {
      query: text,
      prediction: {
        normalizedQuery: text,
        topIntent: intent.name,
        intents: Object.fromEntries(scored.map(({ name, confidence }) => [name ?? 'None', { score: confidence }])),
        entities: { ...Object.fromEntries(values), $instance: Object.fromEntries(instances) },
      },
    };
  },
};

const dialogflowBody = z.looseObject({
  queryInput: z.looseObject({ text: z.looseObject({ text: z.string() }) }),
});

/** Dialogflow v2 `detectIntent` (rasa/nlu/emulators/dialogflow.py); Rasa's own body with `text` is taken too. */
const dialogflow: Emulation = {
  textOf(body) {
    const own = dialogflowBody.safeParse(body);
    return own.success ? { text: own.data.queryInput.text.text, messageId: undefined } : plain(body);
  },
  answer({ text, intent, entities, message_id }) {
    const found = new Map<string, unknown[]>();
    for (const { entity, value } of entities) push(found, entity, value);
    const parameters = Object.fromEntries(found);
    return {
      responseId: message_id ?? null,
      queryResult: {
        ...{ resolvedQuery: text, queryText: text, action: intent.name, parameters, contexts: [] },
        ...{ fulfillmentText: '', fulfillmentMessages: [], outputContexts: [] },
        intent: {
          ...{ name: intent.name, displayName: intent.name, isFallback: intent.name === 'nlu_fallback' },
          ...{ parameters: [...found.keys()].map((name) => ({ name, displayName: name, value: `$${name}` })) },
        },
        intentDetectionConfidence: intent.confidence,
      },
    };
  },
};

const emulations = new Map([
  ['wit', wit],
  ['luis', luis],
  ['dialogflow', dialogflow],
]);

/** The service that `emulation_mode` names, in any case. @throws ParleyError API_PARAMETER_INVALID */
export function emulationOf(mode: string | undefined): Emulation {
  if (mode === undefined) return rasa;
  const found = emulations.get(mode.toLowerCase());
  if (found) return found;
  const allowed = [...emulations.keys()].join(', ').toUpperCase();
  throw new ParleyError('API_PARAMETER_INVALID', { parameter: 'emulation_mode', value: mode, allowed });
}

/** Adds to the values of a name, which may be any word that a person chose. */
function push<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}

function invalid(expected: string, error: z.ZodError): ParleyError {
  return new ParleyError('BODY_INVALID', { problems: z.prettifyError(error), expected });
}
