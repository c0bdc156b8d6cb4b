import { type ChannelFiles, type FileToKeep, fetchFile, isHostOf, mediaIdIn, ParleyError } from '../../core/index.js';
import type { CloudConfig } from './config.js';
import type { Content } from './encode.js';
import type { Graph } from './graph.js';

/** Where Meta keeps the files of messages. */
const metaHosts = ['lookaside.fbsbx.com', '*.fbcdn.net', '*.whatsapp.net'];
/** What WhatsApp shows as a picture (developers.facebook.com, "Media", "Supported media types"); others are documents. */
const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

/** Fetches files by their media id: the Graph API says where each is, and it takes the access token there too. */
export function fetchFrom(graph: Graph, { api_url, access_token }: Pick<CloudConfig, 'api_url' | 'access_token'>) {
  const { host } = new URL(api_url);
  return async (mediaId: string, signal: AbortSignal): Promise<FileToKeep> =>
    await fetchFile(await graph.addressOf(mediaId, signal), {
      allows: (address) => address.host === host || isHostOf(address.hostname, metaHosts),
      headersFor: () => ({ authorization: `Bearer ${access_token}` }),
      signal,
    });
}

/** Puts files that Meta has been given in place of the references in what is sent. */
export type Upload = (content: Content) => Promise<Content>;

/** Makes it. */
export function createUpload(graph: Graph, files: Pick<ChannelFiles, 'describe' | 'read'>): Upload {
  return async (content) => {
    const { type, [type]: said } = content;
    const { link, filename, ...rest } = Object(said);
    const id = mediaIdIn(link);
    if (id === undefined) return content;
    const file = await files.describe(id);
    if (!file) throw new ParleyError('MEDIA_UNKNOWN', { id });
    const name = (mediaIdIn(filename) === undefined ? filename : undefined) ?? file.name ?? 'file';
    const mediaId = await graph.upload(await files.read(id), file.mime, name);
    if (type === 'document' || (type === 'image' && !pictures.has(file.mime))) {
      return { type: 'document', document: { ...rest, id: mediaId, filename: name } };
    }
    return { type, [type]: { ...rest, id: mediaId } };
  };
}
