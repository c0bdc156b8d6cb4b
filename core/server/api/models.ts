import { type RequestHandler, Router } from 'express';
import { stringify } from 'yaml';
import { z } from 'zod';
import { ParleyError } from '../../errors.js';
import type { ModelApi, ModelSource } from './backend.js';
import type { Background } from './background.js';
import { bodyAs, eventsIn, readBytes, textBody } from './body.js';
import { emulationOf } from './emulate.js';
import { flagOf, includeOf, numberOf, refused, textOf } from './query.js';

const texts = z.record(z.string(), z.coerce.string());

/** A model server, as a request or `models` of `endpoints.yml` names it; fields of other kinds of endpoints are let be. */
export const modelServer = z.looseObject({
  url: z.url({ protocol: /^https?$/ }),
  params: texts.optional(),
  headers: texts.optional(),
  basic_auth: z.looseObject({ username: z.string(), password: z.coerce.string() }).optional(),
  token: z.coerce.string().optional(),
  token_name: z.string().optional(),
  /** Seconds. */
  wait_time_between_pulls: z.coerce.number().min(0).nullish(),
});

const sourceBody = z.looseObject({
  model_file: z.string().min(1).nullish(),
  model_server: modelServer.nullish(),
  remote_storage: z.string().min(1).nullish(),
});

const training = 'the config, domain, NLU examples, stories and rules of a bot as one YAML text';

/** The routes under `/model`, and `/domain` (rasa.com/docs/rasa/pages/http-api, "Model" and "Domain"). */
export function modelRoutes(models: ModelApi, guard: RequestHandler, background: Background): Router {
  const router = Router();

  router.post('/model/train', guard, readBytes, async (request, response) => {
    const count = (parameter: string) => countOf(numberOf(request, parameter, 'a whole number'), parameter);
    // There are as many threads as processors.
    count('num_threads');
    const order = {
      augmentation: count('augmentation'),
      yaml: textBody(request, training),
      force: flagOf(request, 'force_training', false),
      keep: flagOf(request, 'save_to_default_model_directory', true),
    };
    await background(request, response, async () => {
      const { name, bytes } = await models.train(order);
      return { bytes, type: 'application/x-tar', headers: { filename: name } };
    });
  });
  router.post('/model/test/stories', guard, readBytes, async (request, response) => {
    const yaml = textBody(request, '"stories:" in YAML, as in a file of test stories');
    response.json(await models.testStories(yaml, { endToEnd: flagOf(request, 'e2e', false) }));
  });
  router.post('/model/test/intents', guard, readBytes, async (request, response) => {
    const yaml = textBody(request, '"nlu:" in YAML, as in a file of examples');
    const model = textOf(request, 'model');
    const folds = countOf(
      numberOf(request, 'cross_validation_folds', 'a whole number from 2'),
      'cross_validation_folds',
    );
    await background(request, response, async () => ({
      bytes: Buffer.from(JSON.stringify(await models.testIntents(yaml, { model, folds }))),
      type: 'application/json',
      headers: {},
    }));
  });
  router.post('/model/predict', guard, readBytes, (request, response) => {
    response.json(models.predict(eventsIn(request), includeOf(request)));
  });
  router.post('/model/parse', guard, readBytes, async (request, response) => {
    const { textOf: read, answer } = emulationOf(textOf(request, 'emulation_mode'));
    const { text, messageId } = read(bodyAs(request, z.unknown(), '{"text": "…"}'));
    response.json(answer(await models.parse(text, messageId)));
  });
  router.put('/model', guard, readBytes, async (request, response) => {
    await models.load(sourceOf(bodyAs(request, sourceBody, '{"model_file": "models/….tar"}')));
    response.status(204).end();
  });
  router.delete('/model', guard, (_request, response) => {
    models.unload();
    response.status(204).end();
  });
  router.get('/domain', guard, (request, response) => {
    const accepted = request.headers.accept?.split(',').map((one) => one.split(';')[0]?.trim() ?? '') ?? ['*/json'];
    // Only what asks for one of the two by name gets it, as in Rasa; a browser's `*/*` does not.
    const kind = accepted.find((type) => /json$|ya?ml$/.test(type));
    if (kind === undefined) throw new ParleyError('ACCEPT_IMPOSSIBLE');
    const domain = models.domain();
    if (kind.endsWith('json')) response.json(domain);
    else response.type('application/x-yaml').send(`version: "3.1"\n${stringify(domain, { indentSeq: false })}`);
  });
  return router;
}

function sourceOf({ model_file, model_server, remote_storage }: z.infer<typeof sourceBody>): ModelSource {
  if (remote_storage) return { remoteStorage: remote_storage };
  if (model_server) return { server: model_server };
  if (model_file) return { file: model_file };
  const problems = 'it names neither model_file nor model_server';
  throw new ParleyError('BODY_INVALID', { problems, expected: '{"model_file": "models/….tar"}' });
}

function countOf(number: number | undefined, parameter: string): number | undefined {
  if (number === undefined || (Number.isInteger(number) && number >= 0)) return number;
  throw refused(parameter, number, 'a whole number');
}
