/** Answers from a knowledge base. */
export { type InMemoryOptions, inMemoryKnowledgeBase } from './in-memory.js';
export type { KnowledgeBase, KnowledgeFilter, KnowledgeObject } from './knowledge-base.js';
export type { Mentions } from './mentions.js';
export { type QueryKnowledgeBaseOptions, queryKnowledgeBase } from './query-knowledge-base.js';
