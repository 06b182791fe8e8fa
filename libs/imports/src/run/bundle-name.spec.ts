import { bundleNameOf } from './bundle-name.js';

/** What the API takes as the name of a bundle. */
const taken = /^[\w.:-]{1,100}$/;

describe('the name of what is sent together from a file', () => {
  it.each([
    ['kobo.csv', /^import-kobo\.csv-[0-9a-f]{8}$/],
    ['C:\\Reports\\Déplacés du 9 mars (2).xlsx', /^import-Deplaces-du-9-mars-2-\.xlsx-[0-9a-f]{8}$/],
    ['تقارير.csv', /^import-\.csv-[0-9a-f]{8}$/],
    ['', /^import-[0-9a-f]{8}$/],
    [`${'long '.repeat(60)}.ndjson`, /long\.ndjson-|long-\.ndjson-[0-9a-f]{8}$/],
  ])('%s is one that people know again and the API takes', (file, name) => {
    const made = bundleNameOf(file);
    expect(made).toMatch(name);
    expect(made).toMatch(taken);
  });

  it('is another one each time', () => expect(bundleNameOf('a.csv')).not.toBe(bundleNameOf('a.csv')));
});
