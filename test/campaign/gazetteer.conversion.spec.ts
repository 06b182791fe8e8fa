import { convertActors } from './actor.conversion.js';
import { convertPlaces } from './place.conversion.js';
import type { ActorRow, PlaceRow } from './source-rows.js';

describe('places', () => {
  const row = (slug: string, parent: string): PlaceRow => ({
    slug,
    parent,
    name: slug,
    aliases: '',
    kind: 'city',
    lat: '36',
    lon: '43',
    precision_km: '5',
    note: '',
  });

  it('come after their parents and live in the time of their country', () => {
    const places = convertPlaces([row('mosul', 'nineveh'), row('nineveh', 'iraq'), row('iraq', '')]);
    expect(places.map(({ id, timeZone }) => [id, timeZone])).toEqual([
      ['iraq', 'Asia/Baghdad'],
      ['nineveh', 'Asia/Baghdad'],
      ['mosul', 'Asia/Baghdad'],
    ]);
  });

  it('that are misprints keep their name and lie nowhere', () => {
    const note = 'Likely error for north Syria in article 3; keep the row, do not plot';
    const [, printed] = convertPlaces([row('iraq', ''), { ...row('northern-iraq-as-printed', 'iraq'), note }]);
    expect(printed).toMatchObject({ name: 'northern-iraq-as-printed', timeZone: 'Asia/Baghdad' });
    expect(printed).not.toHaveProperty('location');
    expect(printed).not.toHaveProperty('parent');
  });

  it('outside every known country stop the conversion', () => {
    expect(() => convertPlaces([row('atlantis', '')])).toThrow(/time zone/);
  });
});

describe('actors', () => {
  const row = (slug: string, part: Partial<ActorRow>): ActorRow => ({
    slug,
    name: slug,
    aliases: '',
    type: 'state force',
    parents: '',
    allied_or_supported_by: '',
    opposes: '',
    notes: '',
    ...part,
  });

  it('keep when they were part of a parent, as far as the source says, and its remark', () => {
    const parents = (entry: string) => convertActors([row('pmf', { parents: entry }), row('iraq', {})])[1]?.parents;
    expect(parents('iraq')).toEqual(['iraq']);
    expect(parents('iraq (member)')).toEqual([{ actor: 'iraq', note: 'member' }]);
    expect(parents('iraq (2016-11-26 on, by law)')).toEqual([
      { actor: 'iraq', from: '2016-11-26', note: '2016-11-26 on, by law' },
    ]);
  });

  it('are no parts of whoever leads them, who stands by them', () => {
    const [, coalition] = convertActors([row('us', {}), row('coalition', { parents: 'us (lead)' })]);
    expect(coalition).not.toHaveProperty('parents');
    expect(coalition).toMatchObject({ alliedWith: [{ actor: 'us', note: 'lead' }] });
  });

  it('do not become children of their members', () => {
    const [sdf] = convertActors([row('sdf', { parents: 'ypg, cts are members' }), row('ypg', {}), row('cts', {})]);
    expect(sdf).toMatchObject({ id: 'sdf', note: 'Parents as given: ypg, cts are members' });
    expect(sdf).not.toHaveProperty('parents');
  });

  it('keep when an alliance held, as far as the source says, and its remark', () => {
    const allied = (entry: string) => {
      const [, iraq] = convertActors([row('us', {}), row('iraq', { allied_or_supported_by: entry, opposes: 'us' })]);
      return iraq?.alliedWith;
    };
    expect(allied('us')).toEqual(['us']);
    expect(allied('us (2016-10-17 on, Mosul)')).toEqual([
      { actor: 'us', from: '2016-10-17', note: '2016-10-17 on, Mosul' },
    ]);
    expect(allied('us (campaign from 2016-11)')).toEqual([
      { actor: 'us', from: '2016-11-01', note: 'campaign from 2016-11' },
    ]);
    expect(allied('us (near, 2017-03-07)')).toEqual([
      { actor: 'us', from: '2017-03-07', to: '2017-03-07', note: 'near, 2017-03-07' },
    ]);
    expect(allied('us (claimed, late 2016)|us (training)')).toEqual([
      { actor: 'us', note: 'claimed, late 2016' },
      { actor: 'us', note: 'training' },
    ]);
    expect(() => allied('us (2017-02-30, road)')).toThrow(/2017-02-30/);
    expect(() => allied('us or iraq')).toThrow(/names no actor/);
  });

  it('that are their own ancestors stop the conversion', () => {
    expect(() => convertActors([row('a', { parents: 'b' }), row('b', { parents: 'a' })])).toThrow(/own ancestors/);
  });
});
