import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateSync } from 'node:zlib';

type Json = Record<string, unknown>;

/** What a call brought: its JSON, and how it came. */
interface SdkCall {
  readonly body: Json & { readonly next_action: string; readonly tracker: Json; readonly domain?: Json };
  readonly headers: IncomingMessage['headers'];
  readonly path: string;
  /** The connection that it came through; the same number for the same one. */
  readonly connection: number;
}

/** What an action of the fake works with, in the words of rasa-sdk. */
interface SdkTools {
  slot(name: string): unknown;
  readonly tracker: Json & { readonly events: readonly Json[]; readonly latest_message: Json };
  readonly domain: Json;
  /** `CollectingDispatcher.utter_message`: `response` names a response, and further keys fill it. */
  utter(message: Json): void;
  /** `tracker.slots_to_validate()`. */
  slotsToValidate(): Json;
}

/** An action: returns events, each with its fields as rasa-sdk writes them. */
type SdkAction = (tools: SdkTools) => readonly unknown[] | undefined | Promise<readonly unknown[] | undefined>;

/** A fault on purpose: answers the HTTP request itself. */
export type SdkFault = (response: ServerResponse, request: IncomingMessage) => void;

/** `ActionExecutionRejection`. */
export class SdkRejection extends Error {}

/** How the fake behaves. */
export interface FakeActionServerOptions {
  readonly actions?: Readonly<Record<string, SdkAction>>;
  /** Faults by action, for every call of it. */
  readonly faults?: Readonly<Record<string, SdkFault>>;
  /** Knows digests of domains, and asks for the domain with 449, as rasa-sdk does since 3.8. */
  readonly digests?: boolean;
}

/** A running fake. */
export interface FakeActionServer {
  readonly origin: string;
  readonly calls: readonly SdkCall[];
  close(): Promise<void>;
}

/**
 * An action server that speaks rasa-sdk's wire format, from its source (rasa_sdk/endpoint.py, executor.py, events.py):
 * statuses 200, 400, 404, 449 and 500, every field of a message written out, `timestamp: null` in events.
 */
export async function startFakeActionServer(options: FakeActionServerOptions): Promise<FakeActionServer> {
  const calls: SdkCall[] = [];
  const connections = new Map<unknown, number>();
  const known: { digest: unknown; domain: Json | undefined } = { digest: undefined, domain: undefined };

  const server: Server = createServer(async (request, response) => {
    const body = await readBody(request);
    const connection = connections.get(request.socket) ?? connections.size + 1;
    connections.set(request.socket, connection);
    calls.push({ body, headers: request.headers, path: request.url ?? '', connection });
    const name = body.next_action;
    const fault = options.faults?.[name];
    if (fault) return fault(response, request);
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    const action = options.actions?.[name];
    if (!action) return answer(404, { error: `No registered action found for name '${name}'.`, action_name: name });
    if (options.digests && !body.domain && (known.digest === undefined || known.digest !== body.domain_digest)) {
      return answer(449, { error: 'Domain context is missing. Please provide the domain.', action_name: name });
    }
    if (body.domain) Object.assign(known, { digest: body.domain_digest, domain: body.domain });
    const responses: Json[] = [];
    try {
      const events = await action(toolsFor(body, options.digests ? known.domain : body.domain, responses));
      return answer(200, { events: events ?? [], responses });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof SdkRejection) return answer(400, { error: message, action_name: name });
      return answer(500, { error: message, request_body: body });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toolsFor(body: SdkCall['body'], domain: Json | undefined, responses: Json[]): SdkTools {
  const tracker = body.tracker as SdkTools['tracker'];
  return {
    tracker,
    domain: domain ?? {},
    slot: (name) => (tracker.slots as Json)[name] ?? null,
    utter({ text = null, image = null, attachment = null, response = null, buttons, elements, custom, ...values }) {
      responses.push({
        text,
        buttons: buttons ?? [],
        elements: elements ?? [],
        custom: custom ?? {},
        template: response,
        response,
        image,
        attachment,
        ...values,
      });
    },
    slotsToValidate() {
      const found: Json = {};
      for (const event of tracker.events.toReversed()) {
        if (event.event !== 'slot') break;
        found[String(event.name)] ??= event.value;
      }
      return found;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<SdkCall['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  return JSON.parse((request.headers['content-encoding'] === 'deflate' ? inflateSync(raw) : raw).toString());
}

/** `SlotSet` of rasa-sdk. */
export const sdkSlot = (name: string, value: unknown = null): Json => ({ event: 'slot', timestamp: null, name, value });
