import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { allowOrigins, securityHeaders } from '../../server/headers.js';
import { runCall, type ServedActions } from './run-call.js';

/** How an action server answers. */
export interface ActionAppOptions {
  /** What it serves; asked for with every call, so that actions can be exchanged. */
  served(): Promise<ServedActions>;
  /** Origins whose pages may read the answers, or `*`. */
  readonly cors: '*' | readonly string[];
  /** Sees every request first. */
  readonly first: RequestHandler;
  /** Aborted when the server stops. */
  readonly signal: AbortSignal;
}

/** Bytes that a call may have, inflated: as many as Sanic takes for rasa-sdk (`REQUEST_MAX_SIZE`). */
const MAX_BYTES = 100_000_000;

/** The routes of rasa-sdk's action server: `/webhook`, `/health`, `/actions`. */
export function actionApp({ served, cors, first, signal }: ActionAppOptions): Express {
  const webhook: RequestHandler = async (request, response) => {
    const { status, body } = await runCall(readCall(request), await served(), signal);
    response.status(status).json(body);
  };
  const app = express();
  app.disable('x-powered-by');
  app.use(first, securityHeaders, allowOrigins(cors));
  app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/actions', async (_request, response) => {
    const { actions } = await served();
    response.json([...actions.keys()].map((name) => ({ name })));
  });
  app.post('/webhook', express.raw({ type: () => true, limit: MAX_BYTES }), webhook);
  app.use((_request, response) => void response.status(404).json({ error: 'There is no such route.' }));
  app.use(answerFault);
  return app;
}

/** JSON, inflated where it came deflated; `undefined` where there is no body. */
function readCall({ body }: Request): unknown {
  return Buffer.isBuffer(body) && body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
}

/** rasa-sdk answers 500 to whatever goes wrong before an action runs, such as a body that is no JSON. */
const answerFault: ErrorRequestHandler = (error, _request, response, _next) => {
  const { status, message } = Object(error);
  response.status(status === 413 ? 413 : 500).json({ error: String(message ?? error), request_body: null });
};
