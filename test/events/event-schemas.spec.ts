import { decodeEvent, encodeEvent, type NewEvent } from '#event-log';
import {
  basesAllowedFor,
  claimEffects,
  type Correction,
  conditionStates,
  developmentTypes,
  effectsAllowedFor,
  figureBases,
  type Report,
  statesAllowedFor,
} from '#situation';
import { eventSchemas } from '../../libs/event-log/src/schemas/catalogue.schemas.js';
import { campaignEvents } from '../harness/campaign-events.js';
import { committedDocuments, eventDocuments } from './event-documents.js';
import { compileAsStranger } from './published-schemas.js';

const validators = compileAsStranger();
const events = campaignEvents();
const reports = events.flatMap((event) => (event.kind === 'reported' ? [event.data] : []));
const claim = reports.flatMap(({ control }) => control)[0]!;

/** A report that could be of any type. */
const bare: Report = { ...reports[0]!, control: [], condition: [], figures: [] };

const bodyOf = (event: NewEvent): unknown => JSON.parse(new TextDecoder().decode(event.body));
const isValid = (type: string, body: unknown): boolean => validators.get(type)!(body);

const correctionOf = (report: Report): Correction => ({
  id: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  reportId: report.id,
  reportedAt: report.reportedAt,
  reason: 'The figure was misread.',
  report,
});

describe('the published schemas', () => {
  it('are committed as the code has them (npm run generate:events)', async () => {
    const [committed, generated] = [await committedDocuments(), eventDocuments()];
    expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
    // As text, because readers see the order of the properties too.
    for (const [path, document] of generated) {
      expect(JSON.stringify(committed.get(path)), path).toBe(JSON.stringify(document));
    }
  });

  it('are there for every type of event, under a name of their own', () => {
    const amendments = [
      'report_corrected',
      'report_retracted',
      'report_reinstated',
      'report_graded',
      'reports_linked',
      'reports_unlinked',
    ];
    expect(developmentTypes).toEqual(expect.arrayContaining([...new Set(reports.map(({ type }) => type))]));
    expect(eventSchemas().map(({ type }) => type)).toEqual([
      ...developmentTypes.map((name) => `sitrep.${name}.v1`),
      ...amendments.flatMap((name) => [`sitrep.${name}.v1`, `sitrep.${name}.v2`]),
      ...['report_drafted', 'draft_revised', 'report_approved', 'report_rejected'].map((name) => `sitrep.${name}.v1`),
      ...['place_registered.v1', 'actor_registered.v1', 'actor_registered.v2', 'actor_registered.v3'].map(
        (name) => `sitrep.${name}`,
      ),
    ]);
    expect(new Set(eventSchemas().map(({ schema }) => schema.$id)).size).toBe(eventSchemas().length);
  });

  it('accept the whole campaign', () => {
    const refused = events.map((event) => encodeEvent(event)).filter((event) => !isValid(event.type, bodyOf(event)));
    expect(refused.map(({ id, type }) => `${type} ${id}`)).toEqual([]);
    expect(reports).toHaveLength(198);
    expect(new Set(reports.map(({ type }) => type)).size).toBe(50);
  });

  it('accept a correction of every report of the campaign, and its retraction', () => {
    for (const report of reports) {
      const correction = correctionOf(report);
      const { report: _whole, ...retraction } = correction;
      expect(isValid('sitrep.report_corrected.v2', correction), report.externalId).toBe(true);
      expect(isValid('sitrep.report_retracted.v2', retraction)).toBe(true);
    }
  });

  it('refuse the body of one development type under the name of another', () => {
    const [first, other] = [reports[0]!, reports.find(({ type }) => type !== reports[0]!.type)!];
    expect(isValid(`sitrep.${first.type}.v1`, { ...other })).toBe(false);
  });

  it('let a report of each type carry the claims that the catalogue allows it, in a correction too', () => {
    for (const type of developmentTypes) {
      const report = { ...bare, type };
      const claiming = claimEffects.map((effect) => ({ ...report, control: [{ ...claim, effect }] }));
      const accepted = (accepts: (changed: Report) => boolean): readonly string[] =>
        claimEffects.filter((_, index) => accepts(claiming[index]!));
      const allowed = effectsAllowedFor(type);
      expect(
        accepted((changed) => isValid(`sitrep.${type}.v1`, changed)),
        type,
      ).toEqual(allowed);
      expect(
        accepted((changed) => isValid('sitrep.report_corrected.v2', correctionOf(changed))),
        type,
      ).toEqual(allowed);
    }
  });
});

describe('the published schemas of claims about condition', () => {
  it('let a report of each type tell of the states that the catalogue allows it, in a correction too', () => {
    const cut = reports.flatMap(({ condition = [] }) => condition)[0]!;
    for (const type of developmentTypes) {
      const report = { ...bare, type };
      const saying = conditionStates.map((state) => ({ ...report, condition: [{ ...cut, state }] }));
      const accepted = (accepts: (changed: Report) => boolean): readonly string[] =>
        conditionStates.filter((_, index) => accepts(saying[index]!));
      const byType = accepted((changed) => isValid(`sitrep.${type}.v1`, changed));
      expect(byType, type).toEqual(conditionStates.filter((state) => statesAllowedFor(type).includes(state)));
      expect(
        accepted((changed) => isValid('sitrep.report_corrected.v2', correctionOf(changed))),
        type,
      ).toEqual(byType);
    }
  });
});

describe('the published schemas of figures', () => {
  it('let a report of each type count on the bases that the catalogue allows it, in a correction too', () => {
    const figure = reports.flatMap(({ figures }) => figures)[0]!;
    for (const type of developmentTypes) {
      const counting = figureBases.map((basis) => ({ ...bare, type, figures: [{ ...figure, basis }] }));
      const accepted = (accepts: (changed: Report) => boolean): readonly string[] =>
        figureBases.filter((_, index) => accepts(counting[index]!));
      const allowed = figureBases.filter((basis) => basesAllowedFor(type).includes(basis));
      expect(
        accepted((changed) => isValid(`sitrep.${type}.v1`, changed)),
        type,
      ).toEqual(allowed);
      expect(
        accepted((changed) => isValid('sitrep.report_corrected.v2', correctionOf(changed))),
        type,
      ).toEqual(allowed);
    }
  });
});

/** Every way to spoil one property, at any depth. */
function* spoiled(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) for (const bad of spoiled(part)) yield value.with(index, bad);
    yield null;
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      for (const bad of spoiled(part)) yield { ...value, [name]: bad };
      yield Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    }
    yield [];
  } else yield* [null, '', 'No Slug!', -1, true, 'x'.repeat(2_001)];
}

describe('the published schemas and our own reader', () => {
  it.each(['sitrep.report_corrected.v2', 'sitrep.place_registered.v1', 'sitrep.actor_registered.v3'])(
    'agree about every spoiled body of %s',
    (type) => {
      const richest = reports.reduce((a, b) => (JSON.stringify(b).length > JSON.stringify(a).length ? b : a));
      const all = [...events, { kind: 'report_corrected', data: correctionOf(richest) } as const];
      const event = all.map((each) => encodeEvent(each)).find((each) => each.type === type)!;
      let [refused, accepted] = [0, 0];
      for (const body of spoiled(bodyOf(event))) {
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const read = decodeEvent({ ...event, body: bytes, partition: 0, offset: 0n, recordedAtMs: 0 });
        // What stands in body and envelope both is compared after the schema has let it through.
        const bySchema = read.ok || /envelope says|corrects another/.test(read.reason);
        expect(isValid(type, body), JSON.stringify(body)).toBe(bySchema);
        if (bySchema) accepted += 1;
        else refused += 1;
      }
      expect(Math.min(refused, accepted)).toBeGreaterThan(3);
    },
  );
});
