import { readSettings } from '#platform';
import { clockCheck } from './check.js';
import { diskCheck, nodeCheck } from './machine-checks.js';

describe('sitrep doctor', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
    ['20.18.9', 'wrong'],
    ['21.7.0', 'wrong'],
  ])('finds Node %s %s', (version, state) => expect(nodeCheck(version).state).toBe(state));

  it.each([
    [80e9, 'ok'],
    [2e9, 'look'],
    [1e8, 'wrong'],
  ])('finds %d free bytes for the embedded database %s', (bytes, state) =>
    expect(diskCheck(readSettings({ SITREP_DATA_DIR: '/not/there/yet' }), () => bytes).state).toBe(state),
  );

  it('leaves the disk of another database to its server', () =>
    expect(diskCheck(readSettings({ DATABASE_URL: 'postgres://a@b/c' }), () => 0).state).toBe('skipped'));

  it.each([
    [10_500, 'ok', 'as ours'],
    [9_400, 'ok', 'as ours'],
    [16_000, 'look', '5.0 s ahead'],
    [3_000, 'look', '6.0 s behind'],
    [100_000, 'wrong', '89.0 s ahead'],
  ])('compares a clock that says %d with ours, which went from 10,000 to 11,000', (theirs, state, found) => {
    expect(clockCheck('a clock', theirs, [10_000, 11_000], 1_000)).toMatchObject({ state, found });
  });
});
