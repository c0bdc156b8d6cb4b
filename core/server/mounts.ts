import { type Request, type RequestHandler, Router } from 'express';
import { ParleyError } from '../errors.js';

/** Routers that come and go while the server runs. */
export interface Mounts {
  readonly handle: RequestHandler;
  /**
   * Mounts a router and returns the way to take it off again. It takes bodies of `bodyBytes`, if that is more than the
   * server takes elsewhere.
   *
   * @throws ParleyError CHANNEL_PATH_TAKEN
   */
  add(path: string, router: Router, bodyBytes?: number): () => void;
  /** Bytes that the body of a request may have; 0 where nothing that is mounted says so. */
  bodyBytes(request: Request): number;
}

/** Makes an empty set of mounts. */
export function createMounts(): Mounts {
  const mounted = new Map<string, { readonly router: Router; readonly bodyBytes: number }>();
  let current = Router();

  function rebuild(): void {
    current = Router();
    for (const [path, { router }] of mounted) current.use(path, router);
  }

  return {
    handle: (request, response, next) => current(request, response, next),
    bodyBytes({ path: requested }) {
      const limits = [...mounted].map(([path, { bodyBytes }]) => (isWithin(requested, path) ? bodyBytes : 0));
      return Math.max(0, ...limits);
    },
    add(path, router, bodyBytes = 0) {
      if (mounted.has(path)) throw new ParleyError('CHANNEL_PATH_TAKEN', { path });
      mounted.set(path, { router, bodyBytes });
      rebuild();
      return () => {
        mounted.delete(path);
        rebuild();
      };
    },
  };
}

const isWithin = (requested: string, path: string): boolean => requested === path || requested.startsWith(`${path}/`);
