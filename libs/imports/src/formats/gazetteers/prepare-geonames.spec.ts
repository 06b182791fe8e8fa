import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGeoNames, prepareGeoNames } from './prepare-geonames.js';

const rowOf = (
  id: string,
  name: string,
  [one, code]: readonly string[],
  [first = '', second = '', third = ''],
): string =>
  [
    id,
    name,
    name,
    '',
    '40',
    '25',
    one,
    code,
    'LN',
    '',
    first,
    second,
    third,
    '',
    '0',
    '',
    '1',
    'Europe/Athens',
    '',
  ].join('\t');

it('of GeoNames a division comes before what is in it, in whatever order the file has them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-geonames-'));
  const path = join(folder, 'LN.txt');
  const rows = [
    rowOf('1', 'Ward', ['A', 'ADM4'], ['1', '2', '3']),
    rowOf('2', 'Quarter', ['P', 'PPLX'], ['1', '2', '3']),
    rowOf('3', 'Canton', ['A', 'ADM3'], ['1', '2', '3']),
    rowOf('4', 'District', ['A', 'ADM2'], ['1', '2']),
    rowOf('5', 'Province', ['A', 'ADM1'], ['1']),
    rowOf('6', 'Land', ['A', 'PCLI'], []),
  ];
  await writeFile(path, rows.join('\n'));
  const { registrations } = await prepareGeoNames(await openGeoNames(path), undefined);
  expect(registrations.map(({ body }) => [body.id, body['parent']])).toEqual([
    ['land-6', undefined],
    ['province-5', 'land-6'],
    ['district-4', 'province-5'],
    ['canton-3', 'district-4'],
    ['ward-1', 'canton-3'],
    ['quarter-2', 'canton-3'],
  ]);
  await rm(folder, { recursive: true });
});
