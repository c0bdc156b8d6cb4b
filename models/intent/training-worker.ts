import { workInThread } from '../in-threads.js';
import { doTraining } from './do-training.js';

workInThread(doTraining);
