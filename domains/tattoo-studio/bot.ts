import { defineBot } from 'parley';
import { tattooStudio } from './pack.js';

export default defineBot({ packs: [tattooStudio] });
