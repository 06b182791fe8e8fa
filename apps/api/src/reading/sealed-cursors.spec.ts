import { SealedCursors } from './sealed-cursors.js';

const cursors = new SealedCursors(Buffer.alloc(32, 1));

describe('a sealed cursor', () => {
  it('opens for its question, and is the same each time', () => {
    const sealed = cursors.seal('["reports latest","1.a"]', '/v1/reports');
    expect(sealed).toBe(cursors.seal('["reports latest","1.a"]', '/v1/reports'));
    expect(cursors.open(sealed, '/v1/reports')).toBe('["reports latest","1.a"]');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('reports');
  });

  it('opens for no other question and under no other secret', () => {
    const sealed = cursors.seal('7', '/v1/reports/search {"q":"a"}');
    expect(cursors.open(sealed, '/v1/reports/search {"q":"b"}')).toBeUndefined();
    expect(new SealedCursors(Buffer.alloc(32, 2)).open(sealed, '/v1/reports/search {"q":"a"}')).toBeUndefined();
  });

  it('that was changed anywhere, cut short or made up does not open', () => {
    const sealed = cursors.seal('0-331', '/v1/parked');
    for (let index = 0; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      expect(cursors.open(sealed.slice(0, index) + other + sealed.slice(index + 1), '/v1/parked')).toBeUndefined();
    }
    for (const text of ['', '0-331', sealed.slice(0, 20), `${sealed}!`, 'A'.repeat(5_000)])
      expect(cursors.open(text, '/v1/parked')).toBeUndefined();
  });
});
