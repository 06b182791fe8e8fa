import { pageBehind } from './page-origin.js';

const host = 'localhost:3000';
const own = `http://${host}`;

it.each([
  [{}, 'no page'],
  [{ origin: own }, 'own'],
  [{ 'sec-fetch-site': 'same-origin' }, 'own'],
  [{ origin: own, 'sec-fetch-site': 'same-origin' }, 'own'],
  [{ 'sec-fetch-site': 'none' }, 'same site'],
  [{ origin: own, 'sec-fetch-site': 'same-site' }, 'same site'],
  [{ 'sec-fetch-site': 'cross-site' }, 'foreign'],
  // Two headers that contradict each other are believed where they say less.
  [{ origin: own, 'sec-fetch-site': 'cross-site' }, 'foreign'],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 'foreign'],
  [{ origin: 'null' }, 'foreign'],
  [{ origin: 'http://localhost:4000' }, 'foreign'],
] as const)('a request with %j comes from: %s', (headers, expected) => {
  expect(pageBehind({ host, ...headers })).toBe(expected);
});
