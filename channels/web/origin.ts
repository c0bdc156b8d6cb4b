export { mayConnect } from '../../core/index.js';
