import { parse as parseForm } from 'node:querystring';
import express, { type Request, type RequestHandler } from 'express';
import { ParleyError } from '../errors.js';

/**
 * Reads request bodies up to as many bytes as `limitOf` says. The raw bytes stay at `rawBody`, for signatures; `body` is the parsed JSON or
 * form. JSON is also read without a content type, or with curl's default one, as Rasa does.
 */
export function readBody(limitOf: (request: Request) => number): RequestHandler[] {
  const readers = new Map<number, RequestHandler>();
  const readerOf = (limit: number): RequestHandler => {
    const reader = readers.get(limit) ?? express.raw({ type: () => true, limit });
    readers.set(limit, reader);
    return reader;
  };
  return [(request, response, next) => readerOf(limitOf(request))(request, response, next), parseBody];
}

const parseBody: RequestHandler = (request, _response, next) => {
  const raw: unknown = request.body;
  request.body = undefined;
  if (Buffer.isBuffer(raw) && raw.length > 0) {
    Object.assign(request, { rawBody: raw });
    request.body = decode(request, raw);
  }
  next();
};

function decode(request: Request, raw: Buffer): unknown {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(/\s*;\s*/);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) {
    throw new ParleyError('BODY_TYPE_UNSUPPORTED', { type: `${type}; charset=${charset}` });
  }
  const isForm = type === 'application/x-www-form-urlencoded';
  if (!isForm && type !== '' && type !== 'application/json' && !type.endsWith('+json')) {
    throw new ParleyError('BODY_TYPE_UNSUPPORTED', { type });
  }
  const text = decodeUtf8(raw);
  if (isForm && !/^\s*[{[]/.test(text)) return { ...parseForm(text) };
  return parseJson(text);
}

function decodeUtf8(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch (cause) {
    throw new ParleyError('BODY_NOT_UTF8', {}, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('BODY_NOT_JSON', { problem }, { cause });
  }
}
