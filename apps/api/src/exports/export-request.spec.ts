import { exportRequest, withoutSuffix } from './export-request.js';

const made = ['json', 'csv', 'geojson'] as const;

const get = (url: string) => withoutSuffix({ url, method: 'GET' });

describe('the format of a request', () => {
  it('is taken out of the query, and goes before Accept', () =>
    expect(exportRequest({ format: 'csv', bom: 'true', place: 'mosul' }, 'application/geo+json', made)).toEqual({
      format: 'csv',
      csv: { bom: true, meta: false },
      question: { place: 'mosul' },
    }));

  it('is read from the end of the address of a list, and of nothing else', () => {
    expect(get('/v1/control.csv')).toBe('/v1/control?format=csv');
    expect(get('/v1/control.csv?place=mosul')).toBe('/v1/control?format=csv&place=mosul');
    expect(get('/v1/control/mosul/timeline.xlsx')).toBe('/v1/control/mosul/timeline?format=xlsx');
    for (const url of [
      '/v1/control',
      '/v1/incidents/a.csv',
      '/v1/reports?q=a.csv',
      '/v1/jobs.csv',
      '/v1/control.csv/x',
    ])
      expect(get(url)).toBe(url);
    expect(withoutSuffix({ url: '/v1/reports.csv', method: 'POST' })).toBe('/v1/reports.csv');
  });

  it.each([
    [{ format: 'csv', bom: 'yes' }, 'bom'],
    [{ format: ['csv', 'csv'] }, 'format'],
    [{ meta: 'true' }, 'meta'],
  ])('is refused where %j says what cannot be', (query, parameter) => {
    expect(() => exportRequest(query, undefined, made)).toThrow(
      expect.objectContaining({ violations: [expect.objectContaining({ parameter })] }) as Error,
    );
  });
});
