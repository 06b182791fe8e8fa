import { EventLog1795000000001 } from './core/1795000000001-event-log.js';
import { Editions1795000000002 } from './core/1795000000002-editions.js';
import { ControlPlane1795000000003 } from './core/1795000000003-control-plane.js';
import { Intake1795000000004 } from './core/1795000000004-intake.js';
import { RepeatedRequests1795000000005 } from './core/1795000000005-repeated-requests.js';
import { Accounts1795000000006 } from './core/1795000000006-accounts.js';
import { KnownSides1795000000007 } from './core/1795000000007-known-sides.js';
import { SqlReading1795000000008 } from './core/1795000000008-sql-reading.js';
import { OpenId1795000000009 } from './core/1795000000009-openid.js';
import { Watches1795000000010 } from './core/1795000000010-watches.js';
import { WatchResponsibility1795000000011 } from './core/1795000000011-watch-responsibility.js';
import { Clearances1795000000013 } from './core/1795000000013-clearances.js';
import { TokenRevocations1795000000015 } from './core/1795000000015-token-revocations.js';
import { DailyQuotas1795000000016 } from './core/1795000000016-daily-quotas.js';
import { Drafts1795000000021 } from './core/1795000000021-drafts.js';
import { DatabaseRoles1795000000023 } from './core/1795000000023-database-roles.js';
import { DraftDecisions1795000000031 } from './core/1795000000031-draft-decisions.js';
import { DraftSuccessors1795000000032 } from './core/1795000000032-draft-successors.js';
import { OneRule1795000000041 } from './core/1795000000041-one-rule.js';
import { KeptForSender1795000000042 } from './core/1795000000042-kept-for-sender.js';
import { ReadingOfPeople1795000000043 } from './core/1795000000043-reading-of-people.js';
import { ActorsOfIncidents1795000000044 } from './core/1795000000044-actors-of-incidents.js';
import { FrontiersKeptBack1795000000045 } from './core/1795000000045-frontiers-kept-back.js';

/** The migrations of the schema `sitrep`, in order. */
export const coreMigrations = [
  EventLog1795000000001,
  Editions1795000000002,
  ControlPlane1795000000003,
  Intake1795000000004,
  RepeatedRequests1795000000005,
  Accounts1795000000006,
  KnownSides1795000000007,
  SqlReading1795000000008,
  OpenId1795000000009,
  Watches1795000000010,
  WatchResponsibility1795000000011,
  Clearances1795000000013,
  TokenRevocations1795000000015,
  DailyQuotas1795000000016,
  Drafts1795000000021,
  DatabaseRoles1795000000023,
  DraftDecisions1795000000031,
  DraftSuccessors1795000000032,
  OneRule1795000000041,
  KeptForSender1795000000042,
  ReadingOfPeople1795000000043,
  ActorsOfIncidents1795000000044,
  FrontiersKeptBack1795000000045,
];
