import type { ResolveFnOutput, ResolveHook } from 'node:module';
import { pathToFileURL } from 'node:url';
import { packageRoot } from './package-root.js';

const ownParent = pathToFileURL(`${packageRoot}/package.json`).href;

/**
 * Lets a bot anywhere on the disk import `parley`, and always the one that runs it. What Parley depends on (zod,
 * typeorm …) serves a bot that has no copy of its own. Its TypeScript counts as ES modules, with or without a
 * package.json that says so.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === 'parley' || specifier.startsWith('parley/')) {
    return next(specifier, { ...context, parentURL: ownParent });
  }
  try {
    return asModule(await next(specifier, context));
  } catch (error) {
    if (!isBare(specifier)) throw error;
    return next(specifier, { ...context, parentURL: ownParent });
  }
};

const isBare = (specifier: string) => !/^(\.|\/|[a-z]+:)/.test(specifier);

/** Taken for CommonJS, an import of TypeScript gets tsx's own marks behind its path; as an ES module it has none. */
function asModule(found: ResolveFnOutput): ResolveFnOutput {
  const url = found.url.replace(/\.ts%3F.*$/, '.ts');
  return /\.ts(\?|$)/.test(url) && found.format === 'commonjs' ? { ...found, url, format: 'module' } : found;
}
