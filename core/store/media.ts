import { EntitySchema } from 'typeorm';
import type { Row, Run } from './database.js';

/** A file of a conversation. Several may have the same bytes. */
export interface MediaRecord {
  readonly id: string;
  readonly hash: string;
  readonly mime: string;
  readonly name: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly conversationId: string;
  /** Who sent it ahead of the message that it belongs to, until that message comes. */
  readonly uploadedBy: string | undefined;
  readonly createdAt: Date;
}

/** What is known of the files that are kept. */
export interface MediaRecords {
  /** Says that bytes are about to be kept. */
  announce(hash: string): Promise<void>;
  add(record: MediaRecord): Promise<void>;
  find(id: string): Promise<MediaRecord | undefined>;
  /** Makes an upload part of a conversation, if it is this person's. */
  claim(id: string, uploadedBy: string, conversationId: string): Promise<MediaRecord | undefined>;
  /** How many uploads of a person no message has named yet. */
  waiting(uploadedBy: string): Promise<number>;
  /** How many files conversations have. */
  count(conversationIds: readonly string[]): Promise<number>;
  /** Forgets the files of conversations. */
  forget(conversationIds: readonly string[]): Promise<void>;
  /** Forgets uploads, and with `files` all files, that are older. */
  forgetOlder(limits: { readonly uploads: Date; readonly files: Date | undefined }): Promise<void>;
  /** Hashes whose bytes no file has any more. */
  unused(limit: number): Promise<string[]>;
  isUsed(hash: string): Promise<boolean>;
  /** Says that bytes are gone. */
  gone(hash: string): Promise<void>;
}

const columns = 'id, hash, mime, name, size, conversation_id, uploaded_by, created_at';
const noFile = 'NOT EXISTS (SELECT FROM media WHERE media.hash = media_blobs.hash)';

/** Builds the statements of the files. */
export function createMediaRecords(run: Run): MediaRecords {
  return {
    async announce(hash) {
      await run('media-announce', 'INSERT INTO media_blobs (hash) VALUES ($1) ON CONFLICT DO NOTHING', [hash]);
    },
    async add({ id, hash, mime, name, size, conversationId, uploadedBy, createdAt }) {
      await run(
        'media-add',
        `INSERT INTO media (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
        [id, hash, mime, name ?? null, size, conversationId, uploadedBy ?? null, createdAt],
      );
    },
    async find(id) {
      const rows = await run('media-find', `SELECT ${columns} FROM media WHERE id = $1`, [id]);
      return rows.map(readRecord)[0];
    },
    async claim(id, uploadedBy, conversationId) {
      const rows = await run(
        'media-claim',
        `UPDATE media SET conversation_id = $3, uploaded_by = NULL
         WHERE id = $1 AND (uploaded_by = $2 OR (uploaded_by IS NULL AND conversation_id = $3)) RETURNING ${columns}`,
        [id, uploadedBy, conversationId],
      );
      return rows.map(readRecord)[0];
    },
    async waiting(uploadedBy) {
      const rows = await run('media-waiting', 'SELECT count(*) AS count FROM media WHERE uploaded_by = $1', [
        uploadedBy,
      ]);
      return Number(rows[0]?.count ?? 0);
    },
    async count(conversationIds) {
      const rows = await run(
        'media-count',
        'SELECT count(*) AS count FROM media WHERE conversation_id = ANY($1::text[])',
        [conversationIds],
      );
      return Number(rows[0]?.count ?? 0);
    },
    async forget(conversationIds) {
      await run('media-forget', 'DELETE FROM media WHERE conversation_id = ANY($1::text[])', [conversationIds]);
    },
    async forgetOlder({ uploads, files }) {
      await run(
        'media-forget-older',
        `DELETE FROM media WHERE (uploaded_by IS NOT NULL AND created_at < $1)
           OR ($2::timestamptz IS NOT NULL AND created_at < $2)`,
        [uploads, files ?? null],
      );
    },
    async unused(limit) {
      const rows = await run('media-unused', `SELECT hash FROM media_blobs WHERE ${noFile} LIMIT $1`, [limit]);
      return rows.map((row) => String(row.hash));
    },
    async isUsed(hash) {
      const rows = await run('media-is-used', 'SELECT FROM media WHERE hash = $1 LIMIT 1', [hash]);
      return rows.length > 0;
    },
    async gone(hash) {
      await run('media-gone', `DELETE FROM media_blobs WHERE hash = $1`, [hash]);
    },
  };
}

function readRecord(row: Row): MediaRecord {
  return {
    id: String(row.id),
    hash: String(row.hash),
    mime: String(row.mime),
    name: (row.name as string | null) ?? undefined,
    size: Number(row.size),
    conversationId: String(row.conversation_id),
    uploadedBy: (row.uploaded_by as string | null) ?? undefined,
    createdAt: row.created_at as Date,
  };
}

const text = { type: 'text' } as const;

interface MediaRow extends Omit<MediaRecord, 'name' | 'uploadedBy'> {
  readonly name: string | null;
  readonly uploadedBy: string | null;
}

const mediaEntity = new EntitySchema<MediaRow>({
  name: 'media',
  tableName: 'media',
  columns: {
    id: { ...text, primary: true },
    hash: text,
    mime: text,
    name: { ...text, nullable: true },
    size: { type: 'bigint' },
    conversationId: { ...text, name: 'conversation_id' },
    uploadedBy: { ...text, name: 'uploaded_by', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

const blobEntity = new EntitySchema<{ hash: string; createdAt: Date }>({
  name: 'media_blob',
  tableName: 'media_blobs',
  columns: {
    hash: { ...text, primary: true },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
  },
});

/** The tables of files. */
export const mediaEntities: readonly EntitySchema[] = [mediaEntity, blobEntity];
