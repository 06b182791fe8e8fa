import { Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { isRestricted, type Principal } from '#platform';
import {
  type EditionScope,
  membershipsOf,
  placesWithin,
  reportsKnown,
  reportSubjects,
  type ReportSubject,
} from '#read-models/queries';
import { foldIdentity, type ReportId } from '#situation';
import { StrangeReports } from '../sensitivity/strange-reports.service.js';
import { Rejected, type Violation } from '../http/rejected.js';
import { holderOf } from './permission.js';
import type { NamedReference } from '../intake/body.rules.js';
import { IncidentAccounts } from '../intake/incident-accounts.service.js';
import { Registry } from '../intake/registry.service.js';
import { liveEdition } from '../reading/readable-edition.js';

/** What a report is about, as far as a restriction of a key goes. */
export interface Bounded {
  readonly outlet: string;
  readonly places: readonly NamedReference<string>[];
  /** What a key with bounds may not send of it, whatever these are. */
  readonly more?: readonly Violation[];
}

/** An incident that a body names, and the reports that would belong to it, or no longer. */
export interface BoundedIncident {
  readonly pointer: string;
  readonly incident: string;
  readonly reportIds: readonly ReportId[];
  /** What makes it nothing new: that its report is recorded, or that it belongs to the incident now. */
  readonly unless?: 'recorded' | 'member';
}

/** Where a body says it, for pointing at. */
interface Pointers {
  readonly outlet: string;
  readonly places: string;
}

/** Holds keys that write for some outlets and places alone to them. */
@Injectable()
export class WritingBounds {
  constructor(
    private readonly editions: Editions,
    private readonly registry: Registry,
    private readonly accounts: IncidentAccounts,
    private readonly strange: StrangeReports,
  ) {}

  /** Returns everything about which the key may not write; nothing for a key without bounds. */
  async reportViolations(
    principal: Principal,
    { outlet, places, more = [] }: Bounded,
    pointers: Pointers,
    incident?: BoundedIncident,
  ): Promise<readonly Violation[]> {
    if (!isRestricted(principal)) return [];
    const outside = await this.subjectViolations(principal, { outlet, places }, pointers);
    return [...more, ...outside, ...(incident === undefined ? [] : await this.incidentViolations(principal, incident))];
  }

  /** @throws {Rejected} `out_of_bounds` with everything that the key may not write about. */
  async requireReport(
    principal: Principal,
    bounded: Bounded,
    pointers: Pointers,
    incident?: BoundedIncident,
  ): Promise<void> {
    refuse(principal, await this.reportViolations(principal, bounded, pointers, incident));
  }

  /**
   * The same for what says something about reports, and of an incident: the newest versions decide, as the live edition has
   * them. A report that is withheld from the sender is one that does not exist. `id` is the one that the client chose for what it sends.
   */
  async requireReports(
    principal: Principal,
    reports: readonly NamedReference<ReportId>[],
    { id, incident }: { readonly id: string | undefined; readonly incident?: BoundedIncident },
  ): Promise<void> {
    if (!isRestricted(principal)) return;
    const ids = reports.map((report) => report.id);
    const [subjects, strange] = await Promise.all([this.subjectsOf(ids), this.strange.among(ids, principal)]);
    const violations: Violation[] = id === undefined ? [] : [chosenEventId(id)];
    for (const report of reports) {
      const subject = strange.has(report.id) ? undefined : subjects.get(report.id);
      const { pointer } = report;
      if (subject === undefined) {
        const detail = `There is no report ${report.id} yet, so it cannot be told whether this key may write about it.`;
        violations.push({ pointer, code: 'unknown_report', detail });
        continue;
      }
      const bounded = { outlet: subject.outlet, places: subject.places.map((place) => ({ pointer, id: place })) };
      violations.push(...(await this.subjectViolations(principal, bounded, { outlet: pointer, places: pointer })));
    }
    if (incident !== undefined) violations.push(...(await this.incidentViolations(principal, incident)));
    refuse(principal, violations);
  }

  /** @throws {Rejected} `out_of_bounds`: places and actors belong to all outlets. */
  requireNames(principal: Principal): void {
    if (!isRestricted(principal)) return;
    const detail = `${boundsOf(principal)} Places and actors belong to all: register them with a key without bounds.`;
    throw new Rejected('out_of_bounds', detail);
  }

  /** The subjects of reports; a report that was made a moment ago may be on its way to the live edition. */
  private async subjectsOf(reportIds: readonly ReportId[]): Promise<ReadonlyMap<string, ReportSubject>> {
    const read = async () => reportSubjects(await liveEdition(this.editions), reportIds);
    const subjects = await read();
    if (reportIds.every((id) => subjects.has(id))) return subjects;
    await this.registry.catchUp();
    return read();
  }

  /**
   * Returns a violation for each report outside the bounds of the key that ever belonged to the incident. The reports of one
   * incident are counted once, so a report that joins or leaves it changes the counts of all of them.
   */
  private async incidentViolations(
    principal: Principal,
    { pointer, incident, reportIds, unless }: BoundedIncident,
  ): Promise<readonly Violation[]> {
    const scope = await liveEdition(this.editions);
    if (unless === 'recorded' && (await reportsKnown(scope, reportIds)).size > 0) return [];
    if (unless === 'member' && (await isMember(scope, reportIds, incident))) return [];
    const others = (await this.accounts.reportsOf(incident, reportIds)).filter((id) => !reportIds.includes(id));
    const subjects = await this.subjectsOf(others);
    const withheld = await this.strange.among(others, principal);
    const known = await this.beyond(
      principal,
      [...subjects].flatMap(([id, subject]) => (withheld.has(id) ? [] : [subject])),
    );
    // Of what is withheld from the sender neither outlet nor place is named.
    const hidden = await this.beyond(
      principal,
      [...subjects].flatMap(([id, subject]) => (withheld.has(id) ? [subject] : [])),
    );
    if (known.length + hidden.length === 0) return [];
    const what = known[0] === undefined ? 'a report' : `a report of ${known[0]},`;
    const detail =
      `Incident ${incident} has ${what} beyond the bounds of this key. Send a key of your own, or none, and ` +
      'let a key without bounds link the reports: POST /v1/incidents/links.';
    return [{ pointer, code: 'incident_not_permitted', detail }];
  }

  /** What of these reports lies outside the bounds of the key. */
  private async beyond(principal: Principal, subjects: readonly ReportSubject[]): Promise<readonly string[]> {
    const outlets = subjects.filter(({ outlet }) => !writesFor(principal, outlet));
    const strange = outlets.map(({ outlet }) => `the outlet ${outlet}`);
    if (principal.places.length === 0) return strange;
    const places = subjects.flatMap((subject) => subject.places);
    const inside = await this.placesInside(principal.places, places);
    const outside = places.filter((place) => !inside.has(place)).map((place) => `the place ${place}`);
    return [...strange, ...outside, ...(subjects.some((subject) => subject.places.length === 0) ? ['no place'] : [])];
  }

  private async subjectViolations(
    { outlets, places: areas }: Principal,
    { outlet, places }: Omit<Bounded, 'more'>,
    pointers: Pointers,
  ): Promise<readonly Violation[]> {
    const strange: Violation = {
      pointer: pointers.outlet,
      code: 'outlet_not_permitted',
      detail: `This key writes for ${outlets.join(', ')}; received ${outlet}.`,
    };
    const outside = areas.length === 0 ? [] : await this.outside(areas, places, pointers);
    return [...(writesFor({ outlets }, outlet) ? [] : [strange]), ...outside];
  }

  private async outside(
    areas: readonly string[],
    places: readonly NamedReference<string>[],
    pointers: Pointers,
  ): Promise<readonly Violation[]> {
    const allowed = `This key writes about ${areas.join(', ')} and their parts`;
    if (places.length === 0)
      return [{ pointer: pointers.places, code: 'place_not_permitted', detail: `${allowed}; name one of them.` }];
    const inside = await this.placesInside(
      areas,
      places.map(({ id }) => id),
    );
    return places
      .filter(({ id }) => !inside.has(id))
      .map(({ pointer, id }) => ({
        pointer,
        code: 'place_not_permitted',
        detail: `${allowed}; ${id} is none of them.`,
      }));
  }

  private async placesInside(areas: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
    const within = async () => placesWithin(await liveEdition(this.editions), ids, areas);
    const inside = await within();
    if (ids.every((id) => inside.has(id))) return inside;
    // A part that was registered a moment ago may be on its way.
    await this.registry.catchUp();
    return within();
  }
}

const writesFor = ({ outlets }: Pick<Principal, 'outlets'>, outlet: string): boolean =>
  outlets.length === 0 || outlets.map(foldIdentity).includes(foldIdentity(outlet));

async function isMember(scope: EditionScope, reportIds: readonly ReportId[], incident: string): Promise<boolean> {
  const memberships = await Promise.all(reportIds.map((id) => membershipsOf(scope, id)));
  return memberships.every((all) => all.some((one) => one.incident === incident && one.knownTo === null));
}

/** An id of its own choosing may be one that an event of somebody else will have, which would then be refused. */
const chosenEventId = (id: string): Violation => ({
  pointer: '/id',
  code: 'id_not_permitted',
  detail: `A key with bounds chooses no id; received ${id}: leave it out, it is derived from what is sent.`,
});

function refuse(principal: Principal, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new Rejected('out_of_bounds', boundsOf(principal), violations);
}

const boundsOf = ({ id, name, outlets, places }: Principal): string =>
  `${holderOf({ id, name })} has bounds: ${[
    ...(outlets.length === 0 ? [] : [`the outlets ${outlets.join(', ')}`]),
    ...(places.length === 0 ? [] : [`the places ${places.join(', ')} with their parts`]),
  ].join('; ')}.`;
