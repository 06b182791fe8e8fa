/** Every bench by its name: the file, and what it measures against what. */
export const benches: Readonly<Record<string, readonly [file: string, about: string]>> = {
  reads: [
    'reading/reads',
    'GET of one place, one tally, one explanation, 16 callers, against a bare echo [REPORTS] [PLACES]',
  ],
  tallies: ['reading/tallies', 'tallies and their explanations against sums by hand [INCIDENTS…]'],
  map: ['reading/map', 'the whole map at random moments against SQL by hand [PLACES] [REPORTS]'],
  answered: ['reading/answered', 'from the acknowledgement of a report to an answer that has it [REPORTS] [PLACES]'],
  search: ['reading/search', 'the first hits of GET /v1/search, of words rare and common [REPORTS] [PLACES]'],
  start: ['reading/start', 'npm start on data that is there, and sitrep --help'],
  append: ['append', 'reports over HTTP from 64 callers against a bare echo [CALLS] [ROUNDS] [projecting]'],
  follow: [
    'filling/follow',
    'following a filled log against COPY of its rows, and against save by save [REPORTS] [PLACES]',
  ],
  build: ['filling/build', 'building an edition against COPY of its rows, and verifying it [REPORTS]'],
  paths: ['two-paths', 'building against following, row for row [REPORTS]'],
  watching: [
    'watching/watching',
    'days of reports through ten watches and three kills, nothing lost [DAYS] [REPORTS A DAY]',
  ],
  batches: ['projection', 'events in batches of 1, 50 and 500, and a place of four thousand'],
  late: ['late-reports', 'one report more, in order and late, after a long history [SHORT] [LONG]'],
  accepted: ['accepted', 'one event more after much that the API accepts [CASE…]'],
};
