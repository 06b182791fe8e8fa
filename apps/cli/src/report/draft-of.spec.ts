import { draftOf } from './draft-of.js';

const now = '2017-03-08T10:00:00.000Z';

describe('the draft of sitrep report', () => {
  it('says what the options say', () => {
    const flags = {
      type: 'area_seized',
      summary: 'Police took the city',
      place: ['mosul'],
      on: '2017-03-07',
      outlet: 'Reuters',
      via: ['Police', 'Reuters'],
      externalId: 'R-17',
      grade: 'b2',
      gained: ['mosul:iraq:islamic-state'],
      count: ['killed:islamic-state:3-5'],
      by: ['iraq'],
      set: ['/control/0/confidence=high', '/note=Seen by us', '/figures/0/lowExclusive=true'],
    };
    expect(draftOf({}, flags, now)).toEqual({
      type: 'area_seized',
      summary: 'Police took the city',
      externalId: 'R-17',
      reportedAt: now,
      note: 'Seen by us',
      places: ['mosul'],
      occurred: { from: '2017-03-07', to: '2017-03-07' },
      source: { outlet: 'Reuters', chain: ['Police', 'Reuters'] },
      actors: [{ role: 'by', actor: 'iraq' }],
      grade: { reliability: 'B', credibility: 2 },
      control: [
        {
          place: 'mosul',
          effect: 'gained',
          holders: ['iraq'],
          takenFrom: 'islamic-state',
          effective: '2017-03-07',
          confidence: 'high',
        },
      ],
      figures: [
        {
          measure: 'killed',
          group: 'islamic-state',
          basis: 'incremental',
          low: 3,
          high: 5,
          lowExclusive: true,
          period: { from: '2017-03-07', to: '2017-03-07' },
        },
      ],
    });
  });

  it('keeps what a file says, and puts what the options say in its place or beside it', () => {
    const read = {
      type: 'clash',
      reportedAt: '2017-03-01T00:00:00Z',
      source: { outlet: 'AP', chain: ['X', 'AP'] },
      actors: [{ role: 'by', actor: 'sdf' }],
    };
    expect(draftOf(read, { outlet: 'Reuters', against: ['islamic-state'] }, now)).toEqual({
      ...read,
      occurred: {},
      source: { outlet: 'Reuters', chain: ['X', 'AP'] },
      actors: [
        { role: 'by', actor: 'sdf' },
        { role: 'against', actor: 'islamic-state' },
      ],
    });
  });

  it.each([
    [{ grade: 'Z9' }, /--grade is "Z9"; it must be such as B2/],
    [{ gained: ['mosul'] }, /--gained is "mosul"/],
    [{ count: ['killed:many'] }, /--count is "killed:many"/],
    [{ set: ['note=x'] }, /--set is "note=x"/],
    [{ set: ['/control/3/place=x'] }, /its next index is 0/],
    [{ set: ['/__proto__/a=1'] }, /no member of that name/],
    [{ set: ['/note=x', '/note/a=1'] }, /there is a value at note already/],
  ])('refuses %j', (flags, reason) => {
    expect(() => draftOf({}, flags, now)).toThrow(reason);
  });

  it('refuses a file that is no object', () => {
    expect(() => draftOf([1], {}, now)).toThrow(/one JSON object/);
  });
});
