import type { Asked } from '../api/situation.js';
import { writtenAt } from './written.js';

it('a written briefing is asked for the two dates, the known date, the edition and the language that are shown', () => {
  const asked: Asked = { d: '2017-03-01', k: '2017-03-09', edition: 'what-if', policy: 'all-sources@1' };
  expect(writtenAt(asked, '2017-02-20', 'fr', 'docx')).toBe(
    '/v1/briefings?from=2017-02-20&to=2017-03-01&knownAt=2017-03-09&edition=what-if&policy=all-sources%401&lang=fr&format=docx',
  );
  expect(writtenAt({ ...asked, k: undefined, edition: undefined, policy: undefined }, '2017-02-28', 'en', 'md')).toBe(
    '/v1/briefings?from=2017-02-28&to=2017-03-01&lang=en&format=md',
  );
});
