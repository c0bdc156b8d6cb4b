import type { webApi } from '@slack/bolt';
import type { Dispatcher, RequestInit } from 'undici';

/** The way to Slack through a proxy. */
export interface Proxied {
  readonly fetch: webApi.FetchFunction;
  /** The same for whoever reads the body of an answer as a stream. */
  fetchFile(address: URL, init: globalThis.RequestInit): Promise<Response>;
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** Makes a `fetch`, and what WebSockets are opened with, that go through an HTTP proxy. */
export async function proxiedFetch(address: string): Promise<Proxied> {
  const { fetch, ProxyAgent } = await import('undici');
  const dispatcher = new ProxyAgent(address);
  return {
    // The two agree but for the type of a form, which is for uploads alone.
    fetch: (url, init) => fetch(url, { ...init, dispatcher } as RequestInit),
    // Node's own types are of the undici inside Node.
    fetchFile: async (address, init) =>
      (await fetch(address, { ...init, dispatcher } as RequestInit)) as unknown as Response,
    dispatcher,
    close: () => dispatcher.close(),
  };
}
