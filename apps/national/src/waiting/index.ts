export { ReadWaiting } from './read-waiting.js';
export { WaitingController } from './waiting.controller.js';
