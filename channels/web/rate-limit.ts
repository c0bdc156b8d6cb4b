export { createRateLimit, type RateLimit } from '../../core/index.js';
