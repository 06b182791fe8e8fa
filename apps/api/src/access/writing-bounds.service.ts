import { Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { isRestricted, type Principal } from '#platform';
import { placesWithin, reportById } from '#projections/queries';
import { foldIdentity, type ReportId } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import type { NamedReference } from '../intake/body.rules.js';
import { Registry } from '../intake/registry.service.js';
import { liveEdition } from '../reading/readable-edition.js';

/** What a report is about, as far as a restriction of a key goes. */
export interface Bounded {
  readonly outlet: string;
  readonly places: readonly NamedReference<string>[];
  /** What a key with bounds may not send of it, whatever these are. */
  readonly more?: readonly Violation[];
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
  ) {}

  /** @throws {Rejected} `out_of_bounds` with everything that the key may not write about. */
  async requireReport(principal: Principal, bounded: Bounded, pointers: Pointers): Promise<void> {
    if (!isRestricted(principal)) return;
    refuse(principal, await this.violationsOf(principal, bounded, pointers));
  }

  /** The same for what says something about reports: their newest versions decide. */
  async requireReports(principal: Principal, reports: readonly NamedReference<ReportId>[]): Promise<void> {
    if (!isRestricted(principal)) return;
    const violations: Violation[] = [];
    for (const { pointer, id } of reports) {
      const version = (await this.newestOf(id)) ?? (await this.registry.catchUp(), await this.newestOf(id));
      if (version === undefined) {
        const detail = `There is no report ${id} yet, so it cannot be told whether this key may write about it.`;
        violations.push({ pointer, code: 'unknown_report', detail });
        continue;
      }
      const { source, places } = version.report;
      const bounded = { outlet: source.outlet, places: places.map((place) => ({ pointer, id: place })) };
      violations.push(...(await this.violationsOf(principal, bounded, { outlet: pointer, places: pointer })));
    }
    refuse(principal, violations);
  }

  /** @throws {Rejected} `out_of_bounds`: places and actors belong to all outlets. */
  requireNames(principal: Principal): void {
    if (!isRestricted(principal)) return;
    const detail = `${boundsOf(principal)} Places and actors belong to all: register them with a key without bounds.`;
    throw new Rejected('out_of_bounds', detail);
  }

  private async newestOf(id: ReportId) {
    return (await reportById(await liveEdition(this.editions), id))?.versions.at(-1);
  }

  private async violationsOf(
    { outlets, places: areas }: Principal,
    { outlet, places, more = [] }: Bounded,
    pointers: Pointers,
  ): Promise<readonly Violation[]> {
    const isOurs = outlets.length === 0 || outlets.map(foldIdentity).includes(foldIdentity(outlet));
    const strange: Violation = {
      pointer: pointers.outlet,
      code: 'outlet_not_permitted',
      detail: `This key writes for ${outlets.join(', ')}; received ${outlet}.`,
    };
    const outside = areas.length === 0 ? [] : await this.outside(areas, places, pointers);
    return [...more, ...(isOurs ? [] : [strange]), ...outside];
  }

  private async outside(
    areas: readonly string[],
    places: readonly NamedReference<string>[],
    pointers: Pointers,
  ): Promise<readonly Violation[]> {
    const allowed = `This key writes about ${areas.join(', ')} and their parts`;
    if (places.length === 0)
      return [{ pointer: pointers.places, code: 'place_not_permitted', detail: `${allowed}; name one of them.` }];
    const ids = places.map(({ id }) => id);
    const within = async () => placesWithin(await liveEdition(this.editions), ids, areas);
    let inside = await within();
    if (!ids.every((id) => inside.has(id))) {
      // A part that was registered a moment ago may be on its way.
      await this.registry.catchUp();
      inside = await within();
    }
    return places
      .filter(({ id }) => !inside.has(id))
      .map(({ pointer, id }) => ({
        pointer,
        code: 'place_not_permitted',
        detail: `${allowed}; ${id} is none of them.`,
      }));
  }
}

function refuse(principal: Principal, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new Rejected('out_of_bounds', boundsOf(principal), violations);
}

const boundsOf = ({ name, outlets, places }: Principal): string =>
  `The key of ${name} has bounds: ${[
    ...(outlets.length === 0 ? [] : [`the outlets ${outlets.join(', ')}`]),
    ...(places.length === 0 ? [] : [`the places ${places.join(', ')} with their parts`]),
  ].join('; ')}.`;
