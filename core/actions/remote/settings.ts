import { z } from 'zod';
import { endpointFields } from '../../remote/endpoint.js';

/** A switch of YAML, or of an environment variable that was filled in. */
const onOff = z
  .union([z.boolean(), z.stringbool()])
  .nullish()
  .transform((value) => value ?? undefined);

/** What `action_endpoint` of `endpoints.yml` may say beside what every endpoint may. */
export const actionEndpointFields = {
  ...endpointFields,
  /** Rasa's: the domain is sent only to actions that ask for it with `send_domain: true`. */
  enable_selective_domain: onOff,
  /** The domain is sent once, and then its digest; for servers of rasa-sdk 3.8 and later. */
  enable_domain_digest: onOff,
  /** Bodies are compressed; default: what `COMPRESS_ACTION_SERVER_REQUEST` says. */
  compress: onOff,
  /** The latest events that are sent with a call; default: all of the session. */
  max_events: z.coerce.number().int().positive().optional(),
};

const actionEndpointSchema = z.object(actionEndpointFields);

/** How the action server of a bot is called. */
export type ActionEndpoint = z.infer<typeof actionEndpointSchema>;
