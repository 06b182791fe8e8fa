import { refusalOf } from './api-fetch.js';

describe('a refusal of the API', () => {
  const refused = (parameter: string): string =>
    JSON.stringify({ detail: 'Refused.', errors: [{ parameter, detail: 'It is none.' }] });

  it('names what the command takes', () => {
    expect(refusalOf(refused('knownAt'), 400)).toBe('--known-at: It is none.');
    expect(refusalOf(refused('id'), 400)).toBe('<id>: It is none.');
    expect(refusalOf(refused('from'), 400)).toBe('--from: It is none.');
    expect(refusalOf(refused('from'), 400, ['from', 'to'])).toBe('<from>: It is none.');
  });

  it('of the whole request is told as it is', () => {
    expect(refusalOf(JSON.stringify({ detail: 'Not now.' }), 503)).toBe('Not now.');
    expect(refusalOf('<html>', 502)).toBe('The API answers 502: <html>');
  });
});
