import { decodeReceipt } from '../decode.js';
import type { SentFile } from '../entries.js';

/** A file on its way to the bot. */
export interface Upload {
  /** What the bot keeps; rejects with an `Error` whose message is for the person. */
  readonly kept: Promise<SentFile>;
  cancel(): void;
}

/** Uploads one file; `progress` hears which share of it has left, 0 to 1. */
export function upload(address: string, file: File, failed: string, progress: (share: number) => void): Upload {
  // XMLHttpRequest tells how far an upload is; fetch does not.
  const request = new XMLHttpRequest();
  const kept = new Promise<SentFile>((resolve, reject) => {
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Error(failed));
    request.onload = () => {
      const { attachment } = Object(request.response) as { readonly attachment?: Partial<SentFile> };
      const { ok, problem } = decodeReceipt(request.response);
      if (!ok || typeof attachment?.media !== 'string') {
        reject(new Error(problem ?? failed));
        return;
      }
      const { media, kind = 'document', mime = file.type, size = file.size } = attachment;
      resolve({ media, kind, mime, size, name: attachment.name ?? file.name });
    };
    request.send(file);
  });
  return { kept, cancel: () => request.abort() };
}
