export { atom_type, atomFeed } from './channels/atom.js';
export { AddressRefused, requirePublic } from './channels/webhook.js';
export {
  type ChangeKind,
  changeKinds,
  type CountedNumber,
  type DigestInterval,
  digestIntervals,
  type PauseCode,
  pauseCodes,
  usual_kinds,
  type Watch,
  type WatchChannel,
  watchChannels,
  type WatchQuestion,
  type WatchTarget,
} from './domain/question.js';
export { timeOfDay } from './reckon/brief-mornings.js';
export { askedCount } from './reckon/counts.js';
export { sendTest } from './send/send-test.js';
export { type Delivery, Messages } from './store/messages.js';
export { most_watches, Watches } from './store/watches.js';
export {
  type AskedBriefing,
  type AskedCount,
  type FoundBriefing,
  type FoundContradiction,
  type FoundCount,
  usual_pace,
  type WatchAsks,
  type WatchPace,
  type WatchParts,
  type WatchSettings,
} from './watch-options.js';
export { startWatchRunner, type WatchRunner } from './watch-runner.js';
