import type { EditionRecord } from '#editions';
import { formatSnapshot, parseSnapshot, snapshotOf } from './snapshot.js';

const id = '0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e';
const digest = 'ab'.repeat(32);
const edition: EditionRecord = {
  id,
  name: 'march',
  schema: 'edition_x',
  definition: {},
  slice: {},
  status: 'ready',
  end: [12n, 0n, 331n],
  projectionVersion: 4,
  codeVersion: '0.1.0',
  failure: null,
  pinned: true,
  expiresAt: null,
  digest,
  sizeBytes: 1,
  createdAt: new Date(0),
  readyAt: new Date(0),
};

describe('a snapshot token', () => {
  it('says which edition, to where, of which rows, and is the text of an address as it is', () => {
    const token = snapshotOf(edition) ?? '';
    expect(token).toBe(`${id}.12-0-331.4.${digest}`);
    expect(new URLSearchParams({ token }).toString()).toBe(`token=${token}`);
    expect(formatSnapshot(parseSnapshot(token)!)).toBe(token);
    expect(parseSnapshot(token)).toEqual({ editionId: id, position: '12-0-331', projectionVersion: 4, digest });
  });

  it('is there for a complete edition with an end and a digest alone', () => {
    expect(snapshotOf({ ...edition, status: 'building' })).toBeUndefined();
    expect(snapshotOf({ ...edition, end: undefined })).toBeUndefined();
    expect(snapshotOf({ ...edition, digest: null })).toBeUndefined();
  });

  it.each(['', 'live', id, `${id}.331.4`, `${id}.331.4.${digest}.`, `${id}.x.4.${digest}`, `${id}.331.4.${digest}0`])(
    'is not read from %j',
    (text) => expect(parseSnapshot(text)).toBeUndefined(),
  );
});
