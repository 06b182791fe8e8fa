import { isDeepStrictEqual } from 'node:util';
import { live_edition } from '#editions';
import { encodeEvent, formatPosition } from '#event-log';
import { isDay, localDay, type SitrepEvent } from '#situation';
import type { ChangesDto } from '../../apps/api/src/changes/changes-answer.dto.js';
import type { ConditionChangeDto, ControlChangeDto } from '../../apps/api/src/changes/change.dto.js';
import type { Change } from '../../libs/watches/src/domain/change.js';
import { changesByEvents } from '../../libs/watches/src/reckon/changes-by-events.js';
import { readNewEvents } from '../../libs/watches/src/reckon/new-events.js';
import { Dice } from '../crash/dice.js';
import { generatedEvents } from '../generated/generated-events.js';
import { Withholding } from '../../apps/api/src/sensitivity/withholding.service.js';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { readAnswer } from '../harness/read-answers.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const controlLists = ['changedHands', 'firstReported', 'lapsed', 'refined'] as const;
type Recorded = { readonly kind: string } & (ControlChangeDto | ConditionChangeDto);
interface Answered {
  readonly reports: readonly string[];
}

const isName = ({ kind }: SitrepEvent): boolean => kind.endsWith('_registered');
const generated = (seed: number): readonly SitrepEvent[] => [...generatedEvents({ seed, reports: 200, places: 12 })];

describe.each([
  ['the sample, in another order', () => new Dice(3).shuffled(amendedCampaign())],
  ['a generated log', () => generated(11)],
  ['another', () => generated(2017)],
])('what is new for a watch, and what the log has recorded since, of %s', (_what, made) => {
  const told = made().filter((event) => !isName(event));
  const oneByOne = told.slice(-120);
  let sitrep: RunningSitrep;
  let compared = 0;

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await append([...made().filter(isName), ...told.slice(0, -120)]);
  });
  afterAll(() => sitrep.stop());

  const append = async (events: readonly SitrepEvent[]): Promise<void> => {
    await sitrep.eventLog.append(events.map((event) => encodeEvent(event)));
    await sitrep.settled();
  };

  it('are the same change, with the same answers and reports, event by event', async () => {
    for (const event of oneByOne) {
      const from = await sitrep.eventLog.head();
      await append([event]);
      const found = await newChanges(from);
      for (const at of new Set([...found.map((change) => change.at), ...daysOf(event)])) {
        const recorded = await recordedAt(formatPosition(from), at);
        for (const change of found.filter((one) => one.at === at)) expectSame(change, recorded);
        expectNoOther(placesAt(event, at), recorded, found);
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  async function newChanges(from: Awaited<ReturnType<typeof sitrep.eventLog.head>>): Promise<readonly Change[]> {
    const live = await sitrep.editions.find(live_edition);
    const scope = { sql: sitrep.database, schema: live!.schema };
    const events = await readNewEvents(sitrep.eventLog, from, await sitrep.eventLog.head());
    const today = localDay(Date.now(), 'UTC');
    const sight = sitrep.app.get(Withholding);
    // Nothing is withheld: all is read in the one snapshot.
    expect(await sight.shown(scope)).toBe(scope);
    const { changes } = await changesByEvents(scope, events, { agedAfterDays: 30, today, sight });
    return changes.filter(({ kind }) => kind !== 'amendment');
  }

  async function recordedAt(sinceRecorded: string, validAt: string): Promise<readonly Recorded[]> {
    const query = { sinceRecorded, limit: '1000', kinds: [...controlLists, 'conditions'].join() };
    const changes: ChangesDto = await readAnswer(sitrep, '/v1/changes', { ...query, validAt });
    return [
      ...controlLists.flatMap((kind) => (changes[kind] ?? []).map((one): Recorded => ({ kind, ...one }))),
      ...(changes.conditions ?? []).map((one): Recorded => ({ kind: one.classification, ...one })),
    ];
  }

  const axisOf = (one: object): unknown => ('axis' in one ? one.axis : undefined);

  function expectSame({ kind, place, detail, before, after, reports }: Change, recorded: readonly Recorded[]): void {
    const same = recorded.filter((one) => one.place.id === place?.id && axisOf(one) === detail.axis);
    const classification = detail.axis === undefined ? kind : detail.classification;
    expect(same).toMatchObject([{ kind: classification, place, after: answer(after) }]);
    // Who held a place until a gain stands in the message of the watch, where nothing was known without the gain.
    const [{ before: was }] = same as [Recorded];
    if (kind !== 'changedHands' || !('status' in was) || was.status !== 'unknown')
      expect(was).toMatchObject(answer(before));
    expect(same[0]?.reports.map(({ id }) => id).sort()).toEqual(reports.map(({ id }) => id).sort());
    compared += 1;
  }

  /** Reports of an answer stand as references in the one and as ids in the other. */
  const answer = (one: object | null): object => {
    const { reports, ...rest } = one as Answered;
    const asReferences = (all: readonly { readonly id: string }[]): boolean =>
      isDeepStrictEqual(all.map(({ id }) => id).sort(), [...reports].sort());
    return { ...rest, reports: expect.toSatisfy(asReferences) };
  };

  /** What is recorded about a place at a day that the event speaks of is new for a watch, then or on a day before. */
  function expectNoOther(spoken: ReadonlySet<string>, recorded: readonly Recorded[], found: readonly Change[]): void {
    const steps = found.map(({ place, kind, detail }) => `${place?.id} ${detail.classification ?? kind}`);
    for (const { place, kind } of recorded.filter((one) => spoken.has(one.place.id)))
      expect(steps).toContain(`${place.id} ${kind}`);
  }
});

const claimsOf = (event: SitrepEvent) =>
  event.kind === 'reported'
    ? [...event.data.control.filter(({ effect }) => effect !== 'contested'), ...(event.data.condition ?? [])]
    : [];

const daysOf = (event: SitrepEvent): readonly string[] =>
  claimsOf(event).flatMap(({ effective }) => (effective !== undefined && isDay(effective) ? [effective] : []));

/** The places of which the event says something on the day. */
const placesAt = (event: SitrepEvent, at: string): ReadonlySet<string> =>
  new Set(claimsOf(event).flatMap(({ effective, place }) => (effective === at ? [place] : [])));
