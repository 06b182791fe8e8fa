import { readBoundingBox } from '#situation';
import { plainBox } from './items-query.dto.js';

describe('a box', () => {
  it.each([
    ['42.5,36,43.5,37', { minLon: 42.5, minLat: 36, maxLon: 43.5, maxLat: 37 }],
    ['42.5,36,-100,43.5,37,9000', { minLon: 42.5, minLat: 36, maxLon: 43.5, maxLat: 37 }],
    // As GDAL writes 43.12, 0.05 and a small number.
    [
      '0.0500000000000000028,1e-05,43.1199999999999974,+37',
      { minLon: 0.05, minLat: 0.00001, maxLon: 43.12, maxLat: 37 },
    ],
    ['177,-20,-178,-15', { minLon: 177, minLat: -20, maxLon: -178, maxLat: -15 }],
  ])('is read from %s', (text, box) => expect(readBoundingBox(plainBox(text))).toEqual(box));

  it.each(['1,2,3', '1,2,a,3,4,5', '', '1,2,3,4,5', '190,0,191,1', '1,2,3,', 'NaN,0,1,1', '0,1e9,1,2'])(
    'is not read from %j',
    (text) => expect(readBoundingBox(plainBox(text))).toBeUndefined(),
  );
});
