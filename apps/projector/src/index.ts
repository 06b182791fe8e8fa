export { followLive as startProjector } from '#editions';
