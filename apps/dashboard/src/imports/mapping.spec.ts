import {
  column_fields,
  columnOf,
  dateFormat,
  fixedType,
  isWrittenOut,
  type Mapping,
  openFields,
  outletOf,
  parsedMapping,
  typeWords,
  withColumn,
  withDateFormat,
  withFixedType,
  withOutlet,
  withTypeWord,
  withZone,
} from './mapping.js';

/** As the API proposes it of a table in which it finds little. */
const proposed: Mapping = {
  timeZone: 'UTC',
  vocabularies: { types: { raid: 'clash' } },
  places: [{ id: { column: 'town', as: 'slug' }, name: { column: 'town' }, kind: 'village', timeZone: 'UTC' }],
  actors: [],
  report: {
    externalId: { column: 'no' },
    type: { column: 'kind', vocabulary: 'types' },
    summary: { column: 'WHICH COLUMN?' },
    occurred: {
      from: { column: 'when', as: 'day', format: 'DD/MM/YYYY' },
      to: { column: 'when', as: 'day', format: 'DD/MM/YYYY' },
    },
    reportedAt: { column: 'WHICH COLUMN?', as: 'instant' },
    places: [{ column: 'town', as: 'slug' }],
    actors: [],
    figures: [{ measure: 'killed', group: 'civilians', basis: 'incremental', best: { column: 'dead', as: 'number' } }],
    source: { outlet: 'WHO PUBLISHES THESE REPORTS?' },
  },
};

describe('a mapping of columns', () => {
  it('tells which column fills what, and what must still be chosen', () => {
    const filled = column_fields.map((field) => columnOf(proposed, field));
    expect(filled).toEqual(['no', 'kind', '', 'when', '', 'town', '', 'dead', '', '', '']);
    expect(openFields(proposed)).toEqual(['summary', 'reportedAt', 'outlet']);
    expect(dateFormat(proposed, 'occurred')).toBe('DD/MM/YYYY');
  });

  it.each(column_fields)('takes another column for %s and none, and leaves all else', (field) => {
    const changed = withColumn(proposed, field, 'other');
    expect(columnOf(changed, field)).toBe('other');
    const others = column_fields.filter((one) => one !== field);
    expect(others.map((one) => columnOf(changed, one))).toEqual(others.map((one) => columnOf(proposed, one)));
    expect(columnOf(withColumn(changed, field, ''), field)).toBe('');
  });

  it('keeps of a figure whom it counts, of a place what kind it is, and of a date how it is written', () => {
    expect(withColumn(proposed, 'killed', 'n')).toMatchObject({
      report: { figures: [{ group: 'civilians', best: { column: 'n', as: 'number' } }] },
    });
    expect(withColumn(proposed, 'place', 'village')).toMatchObject({
      places: [{ kind: 'village', name: { column: 'village' } }],
    });
    expect(dateFormat(withColumn(proposed, 'occurred', 'day'), 'occurred')).toBe('DD/MM/YYYY');
    expect(dateFormat(withDateFormat(proposed, 'occurred', ''), 'occurred')).toBe('');
  });

  it('names the outlet at the end of the chain, whichever of the two is chosen first', () => {
    const one = withOutlet(withColumn(proposed, 'voice', 'who'), 'Field teams');
    const other = withColumn(withOutlet(proposed, 'Field teams'), 'voice', 'who');
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      report: { source: { outlet: 'Field teams', chain: [{ column: 'who' }, 'Field teams'] } },
    });
    expect(outletOf(one)).toBe('Field teams');
  });

  it('has one type for all rows, or one for each word of a column', () => {
    expect(fixedType(withFixedType(proposed, 'shelling'))).toBe('shelling');
    expect(typeWords(withTypeWord(proposed, 'mortar', 'shelling'))).toEqual({ raid: 'clash', mortar: 'shelling' });
    expect(withZone(proposed, 'Asia/Baghdad')).toMatchObject({ places: [{ timeZone: 'Asia/Baghdad' }] });
  });

  it('is read from text where that is a JSON object', () => {
    expect(parsedMapping(JSON.stringify(proposed))).toEqual(proposed);
    expect([parsedMapping('{'), parsedMapping('[]'), parsedMapping('1')]).toEqual([undefined, undefined, undefined]);
  });

  const written: Mapping = {
    timeZone: 'Asia/Baghdad',
    places: [
      { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' },
      { id: { column: 'where', as: 'slug' }, name: { column: 'where' }, kind: 'village', timeZone: 'Asia/Amman' },
    ],
    actors: [{ id: 'isil', name: 'ISIL', kind: 'armed_group' }],
    report: {
      externalId: { text: '{date} {who}' },
      type: 'clash',
      summary: { text: '{where}: {what}' },
      occurred: { from: { column: 'date', as: 'day' }, to: { column: 'end', as: 'day' }, precision: 'day' },
      reportedAt: { column: 'sent', as: 'instant' },
      places: ['mosul', { column: 'where', as: 'slug' }],
      actors: [
        { role: 'against', actor: { column: 'whom', vocabulary: 'sides' } },
        { role: 'by', actor: 'isil' },
      ],
      figures: [
        { measure: 'killed', group: 'civilians', best: { column: 'dead', as: 'number' } },
        { measure: 'killed', group: 'military', best: { column: 'soldiers', as: 'number' } },
      ],
      source: { outlet: 'Desk', chain: [{ column: 'who' }, 'Radio', 'Desk'] },
    },
  };

  it('is whole with texts and cells that have no field here, which say that they are written out', () => {
    expect(openFields(written)).toEqual([]);
    expect(column_fields.filter((field) => isWrittenOut(written, field))).toEqual(['externalId', 'summary']);
    const report = written['report'] as object;
    expect(openFields({ ...written, report: { ...report, source: { outlet: { column: 'outlet' } } } })).toEqual([]);
    expect(openFields(withColumn(written, 'type', ''))).toEqual(['type']);
  });

  it.each<[string, (mapping: Mapping) => Mapping, object]>([
    [
      'an end of its own',
      (one) => withColumn(one, 'occurred', 'day'),
      { occurred: { to: { column: 'end', as: 'day' } } },
    ],
    [
      'that end beside a format',
      (one) => withDateFormat(one, 'occurred', 'D/M'),
      { occurred: { to: { column: 'end' } } },
    ],
    ['other places', (one) => withColumn(one, 'place', 'at'), { places: ['mosul', { column: 'at', as: 'slug' }] }],
    [
      'the role, the vocabulary and other actors',
      (one) => withColumn(one, 'actor', 'foe'),
      { actors: [{ role: 'against', actor: { column: 'foe', vocabulary: 'sides' } }, { actor: 'isil' }] },
    ],
    [
      'other figures of the measure',
      (one) => withColumn(one, 'killed', 'n'),
      { figures: [{ best: { column: 'n' } }, { best: { column: 'soldiers' } }] },
    ],
    ['the middle of a chain', (one) => withOutlet(one, 'D'), { source: { outlet: 'D', chain: [{}, 'Radio', 'D'] } }],
    ['the rest of a chain', (one) => withColumn(one, 'voice', ''), { source: { chain: ['Radio', 'Desk'] } }],
  ])('that is edited keeps %s', (_what, edited, kept) => {
    expect(edited(written)).toMatchObject({ report: kept });
  });

  it('that is edited keeps what it registers, and a zone that is not that of the dates', () => {
    const places = (mapping: Mapping) => mapping['places'];
    expect(places(withColumn(written, 'place', 'at'))).toMatchObject([{ id: 'mosul' }, { name: { column: 'at' } }]);
    expect(places(withZone(written, 'UTC'))).toMatchObject([{ timeZone: 'UTC' }, { timeZone: 'Asia/Amman' }]);
    expect(withColumn(written, 'actor', 'foe')['actors']).toEqual(written['actors']);
  });
});
