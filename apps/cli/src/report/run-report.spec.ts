import { likeText } from './run-report.js';

it.each([
  [{ report: { id: 'r-1', externalId: 'N-7' }, summary: 'A bridge is hit' }, 'Much like N-7 (0.89): A bridge is hit'],
  [{ report: { id: 'r-1', externalId: null }, summary: 'Hit' }, 'Much like r-1 (0.89): Hit'],
])('a likely duplicate is named by its number, else by its id: %j', (report, text) =>
  expect(likeText(0.888, report)).toBe(text),
);
