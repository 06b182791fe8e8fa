export { type ProjectorOptions, startProjector } from './start-projector.js';
