import {
  column_fields,
  columnOf,
  dateFormat,
  fixedType,
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
});
