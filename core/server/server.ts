import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import type { ApiBackend } from './api/backend.js';
import { apiRoutes } from './api/routes.js';
import { type JwtLock, refuseEverybody, requireAccess } from './auth.js';
import { readBody } from './body.js';
import { watchConnections } from './connections.js';
import { answerFailures, refuseNul, refuseUnknownRoute } from './failures.js';
import { allowOrigins, securityHeaders } from './headers.js';
import { type CountDeadLetters, type HealthCheck, healthRoutes } from './health.js';
import { createMounts } from './mounts.js';

/** What the server keeps callers to. */
interface ServerLimits {
  /** Bytes of a request body at most; default 100,000. */
  readonly bodyBytes: number;
  /** How long a caller may take to send its headers, in ms; default 10,000. */
  readonly headersMs: number;
  /** How long a caller may take to send a whole request, in ms; default 30,000. */
  readonly requestMs: number;
  /** How long an answer may take, in ms; default: as long as it takes. */
  readonly responseMs?: number;
  /** How long open requests are waited for when the server closes, in ms; default 10,000. */
  readonly graceMs: number;
}

const defaultLimits: ServerLimits = { bodyBytes: 100_000, headersMs: 10_000, requestMs: 30_000, graceMs: 10_000 };

/** The model that answers now, for `/status`. */
interface ModelStatus {
  readonly modelFile: string;
  readonly modelId: string;
  readonly activeTrainingJobs: number;
}

/** The server's own certificate, as PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
  readonly passphrase?: string;
}

/** How a server is made. */
export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly version: string;
  readonly log: Logger;
  /** Without a model there is none. */
  readonly status: () => ModelStatus | undefined;
  /** Origins whose pages may talk to the bot; default: only the bot's own. */
  readonly allowedOrigins?: '*' | readonly string[];
  readonly authToken?: string | undefined;
  /** Who shows a JWT that holds is let in too. */
  readonly jwt?: JwtLock | undefined;
  /** With it, the server speaks HTTPS. */
  readonly tls?: Tls | undefined;
  /** The HTTP API is served only when this is given. */
  readonly api?: ApiBackend | undefined;
  readonly checks?: readonly HealthCheck[];
  /** Told by `/health`. */
  readonly deadLetters?: CountDeadLetters;
  readonly limits?: Partial<ServerLimits>;
}

/** The bot's HTTP server. */
export interface Server {
  readonly http: HttpServer;
  readonly app: Express;
  readonly allowedOrigins: '*' | readonly string[];
  /** Lets only callers pass who know the server's token; where there is none, nobody. */
  readonly requireToken: RequestHandler;
  /**
   * Mounts a router and returns the way to take it off. `bodyBytes` lets it take larger bodies than the server does.
   *
   * @throws ParleyError CHANNEL_PATH_TAKEN
   */
  mount(path: string, router: Router, bodyBytes?: number): () => void;
  /** The same for a router that reads bodies itself. @throws ParleyError CHANNEL_PATH_TAKEN */
  mountStream(path: string, router: Router): () => void;
  /** Serves the files of a folder at `/`, instead of the greeting. */
  mountSite(folder: string): void;
  /** @throws ParleyError PORT_IN_USE, PORT_REFUSED */
  listen(): Promise<{ readonly port: number; readonly url: string }>;
  /** Takes nothing new and waits for what is being answered; channels are closed after this. */
  drain(): Promise<void>;
  /** Drains, then closes every connection that is left. */
  close(): Promise<void>;
}

/** Makes a server that does not listen yet. */
export function createServer(options: ServerOptions): Server {
  const { version, log, allowedOrigins = [], authToken, jwt, api, tls } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const app = express();
  const timeouts = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(2_000, limits.headersMs),
  };
  const http = tls ? createHttpsServer({ ...timeouts, ...tls }, app) : createHttpServer(timeouts, app);
  const connections = watchConnections(http, limits.graceMs);
  const mounts = createMounts();
  const streams = createMounts();
  const locks = { token: authToken, jwt };
  const guard = requireAccess(locks);
  let site: express.Handler | undefined;

  app.disable('x-powered-by');
  app.use(connections.count, securityHeaders, allowOrigins(allowedOrigins), refuseNul);
  if (limits.responseMs !== undefined) app.use(limitResponses(limits.responseMs));
  app.get('/', (_request, response, next) => {
    if (site) next();
    else response.type('text/plain').send(`Hello from Parley: ${version}`);
  });
  app.get('/version', (_request, response) => {
    response.json({ version, minimum_compatible_version: version });
  });
  app.get('/status', guard, (_request, response) => {
    const status = options.status();
    if (!status) throw new ParleyError('NO_MODEL_LOADED');
    const { modelFile, modelId, activeTrainingJobs } = status;
    response.json({ model_file: modelFile, model_id: modelId, num_active_training_jobs: activeTrainingJobs });
  });
  app.use('/health', healthRoutes(options.checks ?? [], options.deadLetters ?? (async () => ({}))));
  if (api) app.use(apiRoutes(api, locks, { version, log }));
  app.use(
    streams.handle,
    readBody((request) => Math.max(limits.bodyBytes, mounts.bodyBytes(request))),
    mounts.handle,
  );
  app.use((request, response, next) => (site ? site(request, response, next) : next()));
  app.use(refuseUnknownRoute, answerFailures(version, log));

  return {
    http,
    app,
    allowedOrigins,
    requireToken: authToken === undefined && jwt === undefined ? refuseEverybody : guard,
    mount: mounts.add,
    mountStream: streams.add,
    mountSite(folder) {
      site = express.static(folder, { extensions: ['html'], maxAge: '5m' });
    },
    async listen() {
      const port = await connections.listen(options.port, options.host);
      return { port, url: `${tls ? 'https' : 'http'}://${reachable(options.host)}:${port}` };
    },
    drain: connections.drain,
    close: connections.close,
  };
}

/** Gives an answer up that takes too long, as Sanic does under Rasa; what has begun to be sent goes on. */
function limitResponses(ms: number): RequestHandler {
  return (_request, response, next) => {
    const late = setTimeout(() => {
      if (!response.headersSent) next(new ParleyError('RESPONSE_TIMEOUT', { seconds: Math.round(ms / 1000) }));
    }, ms);
    response.once('close', () => clearTimeout(late));
    next();
  };
}

/** An address that a browser on this machine can open. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
