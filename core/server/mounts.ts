import { type RequestHandler, Router } from 'express';
import { ParleyError } from '../errors.js';

/** Routers that come and go while the server runs. */
export interface Mounts {
  readonly handle: RequestHandler;
  /** Mounts a router and returns the way to take it off again. @throws ParleyError CHANNEL_PATH_TAKEN */
  add(path: string, router: Router): () => void;
}

/** Makes an empty set of mounts. */
export function createMounts(): Mounts {
  const mounted = new Map<string, Router>();
  let current = Router();

  function rebuild(): void {
    current = Router();
    for (const [path, router] of mounted) current.use(path, router);
  }

  return {
    handle: (request, response, next) => current(request, response, next),
    add(path, router) {
      if (mounted.has(path)) throw new ParleyError('CHANNEL_PATH_TAKEN', { path });
      mounted.set(path, router);
      rebuild();
      return () => {
        mounted.delete(path);
        rebuild();
      };
    },
  };
}
