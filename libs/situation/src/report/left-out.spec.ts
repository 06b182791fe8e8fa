import fc from 'fast-check';
import { leftOutBy, type RegisteredVoice, type WithoutVoices } from './left-out.js';
import type { Telling } from './voices.js';

const actor = (id: string, more: Partial<RegisteredVoice> = {}): RegisteredVoice => ({
  id,
  name: id,
  aliases: [],
  parents: [],
  ...more,
});

const registry: readonly RegisteredVoice[] = [
  actor('iraq', { name: 'Iraq (government)' }),
  actor('iraqi-forces', {
    name: 'Iraqi security forces',
    aliases: ['Iraqi military', 'troops'],
    names: [{ language: 'ar', name: 'القوات العراقية' }],
    parents: [{ actor: 'iraq' }],
  }),
  actor('p-yarallah', { name: 'Lt Gen Yarallah', parents: [{ actor: 'iraqi-forces' }] }),
  actor('sohr', { name: 'Syrian Observatory', aliases: ['SOHR', 'British-based monitor'] }),
  actor('agency', { name: 'Agency', aliases: ['The Agency'] }),
  actor('families', { aliases: ['residents'] }),
  actor('townspeople', { aliases: ['residents'] }),
];

const account = (chain: readonly string[], more: Partial<Telling['source']> = {}): Telling => ({
  reportedAt: '2017-03-07T18:00:00+03:00',
  actors: [],
  source: { outlet: 'Agency', chain, seenByOutlet: false, ...more },
});

/** The voices for which each name leaves the account out; null for one that does not. */
const voices = (without: WithoutVoices, told: Telling) =>
  leftOutBy(without, registry).map(({ voicesIn }) => voicesIn(told) ?? null);

const isOut = (without: WithoutVoices, told: Telling): boolean => voices(without, told)[0] !== null;

describe('a source that is left out', () => {
  it('is so under every registered name, wherever it stands in the chain', () => {
    const chains = [['SOHR confirms', 'Agency'], ['a resident', 'British-based monitor'], ['syrian observatory']];
    for (const name of ['sohr', 'SOHR', 'British-based monitor', 'Syrian Observatory'])
      for (const chain of chains) expect(isOut({ withoutSources: [name] }, account(chain)), name).toBe(true);
    expect(isOut({ withoutSources: ['sohr'] }, account(['SOHRA', 'Agency']))).toBe(false);
  });

  it('is told by the voices as they are printed', () => {
    const told = account(['Iraqi military', 'Lt Gen Yarallah, on state TV', 'Agency']);
    expect(voices({ withoutSources: ['iraqi-forces'] }, told)).toEqual([
      ['Iraqi military', 'Lt Gen Yarallah, on state TV'],
    ]);
  });

  it('takes its parts with it, and not what it is part of', () => {
    expect(isOut({ withoutSources: ['iraqi-forces'] }, account(['Lt Gen Yarallah']))).toBe(true);
    expect(isOut({ withoutSources: ['p-yarallah'] }, account(['Iraqi military']))).toBe(false);
  });

  it('has a part only on the days of its membership', () => {
    const brigade = actor('brigade', { parents: [{ actor: 'iraqi-forces', to: '2017-03-07' }] });
    const left = (reportedAt: string) =>
      leftOutBy({ withoutSources: ['troops'], withoutSides: ['iraq'] }, [...registry, brigade]).map(
        ({ voicesIn }) => voicesIn({ ...account(['Brigade commander']), reportedAt }) !== undefined,
      );
    expect(left('2017-03-07T23:59:00+03:00')).toEqual([true, true]);
    expect(left('2017-03-08T00:00:00+03:00')).toEqual([false, false]);
  });

  it('is only what is printed so where the name is of nobody registered, or of several', () => {
    expect(isOut({ withoutSources: ['a RESIDENT '] }, account(['a resident', 'Agency']))).toBe(true);
    expect(isOut({ withoutSources: ['a resident'] }, account(['a resident of Mosul']))).toBe(false);
    expect(isOut({ withoutSources: ['Agency narrative'] }, account(['Agency']))).toBe(false);
    expect(isOut({ withoutSources: ['residents'] }, account(['Residents']))).toBe(true);
    expect(leftOutBy({ withoutSources: ['residents'] }, registry)[0]?.actors).toEqual(['families', 'townspeople']);
  });

  it('leaves the same out under any of its names, however they are typed', () => {
    const named = fc.constantFrom(
      ...registry.flatMap(({ id, name, aliases, names = [] }) =>
        [name, ...aliases, ...names.map((local) => local.name)]
          .filter((called) => called !== 'residents')
          .map((called) => [id, called] as const),
      ),
    );
    const mark = fc.constantFrom('', '\u200f', '\u200e', '\u0640', ' ', '\u00ad', '\ufeff');
    const typed = fc.record({ before: mark, after: mark, upper: fc.boolean(), form: fc.constantFrom('NFC', 'NFD') });
    const printed = fc.constantFrom(
      ...['SOHR', 'SOHR confirms', 'Iraqi military', 'troops on the ground', 'القوات العراقية', 'Agency', 'the agency'],
      ...['Lt Gen Yarallah', 'residents', 'somebody'],
    );
    const kind = fc.constantFrom('withoutSources', 'withoutSides', 'withoutOutlets');
    fc.assert(
      fc.property(named, typed, fc.array(printed), kind, ([id, called], { before, after, upper, form }, chain, key) => {
        const written = `${before}${(upper ? called.toUpperCase() : called).normalize(form)}${after}`;
        const told = account(chain);
        expect(voices({ [key]: [written] }, told)).toEqual(voices({ [key]: [id] }, told));
      }),
    );
  });
});

describe('an outlet that is left out', () => {
  it('is so under every registered name, and never for what its voices say elsewhere', () => {
    for (const name of ['agency', 'THE Agency', 'Agency\u200f'])
      expect(voices({ withoutOutlets: [name] }, account([]))).toEqual([['Agency']]);
    expect(isOut({ withoutOutlets: ['sohr'] }, account(['SOHR']))).toBe(false);
  });
});

describe('a side that is left out', () => {
  const iraq = { withoutSides: ['Iraq (government)'] };

  it('is so where the report speaks for it or a part of it alone', () => {
    expect(voices(iraq, account(['officials', 'Agency'], { speaksFor: ['iraqi-forces'] }))).toEqual([['officials']]);
    expect(isOut(iraq, account(['Iraqi military', 'Agency'], { speaksFor: ['iraqi-forces', 'iraq'] }))).toBe(true);
    expect(isOut(iraq, account(['Iraqi military', 'Agency'], { speaksFor: [] }))).toBe(false);
  });

  it('stays where another voice tells it of its own knowledge', () => {
    expect(isOut(iraq, account(['Iraqi military', 'SOHR'], { speaksFor: ['iraqi-forces', 'sohr'] }))).toBe(false);
    expect(isOut(iraq, account(['troops'], { speaksFor: ['iraqi-forces'], seenByOutlet: true }))).toBe(false);
  });

  it('is told by the first registered voice where the desk does not say who speaks: others pass it on', () => {
    expect(isOut(iraq, account(['a man', 'Iraqi military', 'SOHR', 'Agency']))).toBe(true);
    expect(isOut(iraq, account(['SOHR', 'Iraqi military', 'Agency']))).toBe(false);
    expect(isOut(iraq, account(['a man', 'Agency']))).toBe(false);
    expect(isOut(iraq, account(['Agency reporter', 'Iraqi military']))).toBe(false);
    const speaker = { role: 'speaker', actor: 'p-yarallah' } as const;
    expect(isOut(iraq, { ...account(['a general']), actors: [speaker] })).toBe(true);
  });

  it('is the outlet too, where that is a part of the side and nobody else speaks', () => {
    expect(voices(iraq, account(['a man'], { outlet: 'Iraqi military' }))).toEqual([['Iraqi military']]);
    expect(isOut(iraq, account(['troops'], { outlet: 'Iraqi military', seenByOutlet: true }))).toBe(true);
    expect(isOut(iraq, account(['SOHR'], { outlet: 'Iraqi military', seenByOutlet: true }))).toBe(false);
    expect(isOut(iraq, account(['Iraqi Times'], { outlet: 'Iraqi Times' }))).toBe(false);
  });

  it('is nothing where nobody registered, or more than one, is called so', () => {
    expect(isOut({ withoutSides: ['nobody'] }, account(['nobody'], { speaksFor: ['nobody'] }))).toBe(false);
    expect(isOut({ withoutSides: ['residents'] }, account(['residents']))).toBe(false);
  });
});
