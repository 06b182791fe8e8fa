import { formatAccepted, formatNamed, type Format } from './formats.js';

const made: readonly Format[] = ['json', 'csv', 'ndjson', 'geojson', 'xlsx'];

describe('the format of a list', () => {
  it.each<[string | undefined, Format]>([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['text/csv', 'csv'],
    ['TEXT/CSV; header=present', 'csv'],
    ['text/*', 'csv'],
    ['application/*', 'json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'json'],
    ['application/json;q=0.5, text/csv', 'csv'],
    ['application/json;q=0, application/*;q=0.1', 'ndjson'],
    ['application/geo+json', 'geojson'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ])('is taken from Accept: %s is %s', (accept, format) => expect(formatAccepted(accept, made)).toBe(format));

  it.each(['text/html', 'image/png, text/csv;q=0', 'nonsense'])('is refused where Accept takes none: %s', (accept) =>
    expect(() => formatAccepted(accept, made)).toThrow('This list is made as: json, csv'),
  );

  it('is refused by name where there is none of it', () => {
    expect(formatNamed('csv', made)).toBe('csv');
    expect(() => formatNamed('pdf', made)).toThrow('format is pdf.');
    expect(() => formatNamed('geojson', ['json', 'csv'])).toThrow('This list is made as: json, csv.');
    expect(() => formatNamed('constructor', made)).toThrow('format is constructor.');
  });
});
