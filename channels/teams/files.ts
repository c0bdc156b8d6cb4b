import { z } from 'zod';
import { type FileToKeep, fetchFile, isHostOf } from '../../core/index.js';
import type { BotFrameworkConfig } from './config.js';
import type { OwnToken } from './token.js';

/** Where Teams (in SharePoint and OneDrive) and Microsoft's other channels keep files, for whoever has the address. */
const microsoftHosts = ['*.sharepoint.com', '*.sharepoint.us', '*.botframework.com', '*.botframework.azure.us'];

const written = z.tuple([z.url(), z.url()]);

/** A file as its address and the service that told of it. */
export function writeSource(url: string, serviceUrl: string): string {
  return JSON.stringify([url, serviceUrl]);
}

/**
 * Fetches files. The address is in an activity, where in some channels the person wrote it; so only the service that sent the
 * activity gets the bot's token, and of other hosts just Microsoft's own are asked at all.
 */
export function fetchFrom({ file_hosts }: Pick<BotFrameworkConfig, 'file_hosts'>, ownToken: OwnToken) {
  const hosts = [...microsoftHosts, ...file_hosts];
  return async (source: string, signal: AbortSignal): Promise<FileToKeep> => {
    const [url, serviceUrl] = written.parse(JSON.parse(source));
    const service = new URL(serviceUrl);
    const isService = ({ origin }: URL) => origin === service.origin;
    const token = isService(new URL(url)) ? await ownToken.get() : undefined;
    return await fetchFile(new URL(url), {
      allows: (address) => isService(address) || (address.protocol === 'https:' && isHostOf(address.hostname, hosts)),
      headersFor: (address) => (token && isService(address) ? { authorization: `Bearer ${token}` } : {}),
      signal,
    });
  };
}
