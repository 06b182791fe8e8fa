export { followLive as startProjector, runJobs as startJobs } from '#editions';
