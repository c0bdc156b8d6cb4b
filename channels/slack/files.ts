import { type FileToKeep, fetchFile, isHostOf, ParleyError, permanent } from '../../core/index.js';
import type { SlackConfig } from './config.js';
import type { Proxied } from './proxy.js';

/** Where Slack keeps files; `files.slack.com`, and other names for workspaces of companies. */
const slackHosts = ['*.slack.com', '*.slack-files.com'];

/**
 * Fetches files by the address that Slack names, with the bot's token. A file that is elsewhere (`mode: external`, such as
 * one on Google Drive) is left there: its address can be anybody's.
 */
export function fetchFrom({ slack_token, slack_api_url }: SlackConfig, proxy: Proxied | undefined) {
  const own = new URL(slack_api_url).host;
  return async (source: string, signal: AbortSignal): Promise<FileToKeep> => {
    const file = await fetchFile(new URL(source), {
      allows: ({ protocol, host, hostname }) =>
        host === own || (protocol === 'https:' && isHostOf(hostname, slackHosts)),
      headersFor: () => ({ authorization: `Bearer ${slack_token}` }),
      signal,
      ...(proxy ? { fetch: proxy.fetchFile } : {}),
    });
    if (!file.mime?.startsWith('text/html')) return file;
    const reason = 'Slack answered with its page for signing in, as it does where the scope files:read is missing';
    throw permanent(new ParleyError('MEDIA_FETCH_FAILED', { host: new URL(source).host, reason }));
  };
}
