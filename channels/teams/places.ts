import { z } from 'zod';
import type { Activity } from './activity.js';

/** A place that was shared, in the form of every channel. */
interface SharedPlace {
  readonly kind: 'location';
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
}

const words = z.string().min(1).optional().catch(undefined);
const coordinates = z.object({ latitude: z.number(), longitude: z.number(), name: words });

/** schema.org's `Place` and `GeoCoordinates` (specs/botframework-activity, "Entity"). */
const place = z.union([
  z.object({ type: z.string().regex(/\bPlace$/), geo: coordinates, name: words, address: words }),
  coordinates
    .extend({ type: z.string().regex(/\bGeoCoordinates$/) })
    .transform(({ type, ...geo }) => ({ type, geo, name: undefined, address: undefined })),
]);

/** The places among the entities of a message, as the connectors of Telegram, Facebook and others put them there. */
export function placesOf({ entities }: Activity): readonly SharedPlace[] {
  return (entities ?? []).flatMap((entity) => {
    const { data } = place.safeParse(entity);
    if (!data) return [];
    const { latitude, longitude } = data.geo;
    const name = data.name ?? data.geo.name;
    return [{ kind: 'location', latitude, longitude, ...(name ? { name } : {}), ...withAddress(data.address) }];
  });
}

const withAddress = (address: string | undefined): { address?: string } => (address ? { address } : {});
