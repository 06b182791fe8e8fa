import { withNullTypes } from './null-types.js';

it.each([
  [
    { type: 'string', nullable: true, format: 'date' },
    { type: ['string', 'null'], format: 'date' },
  ],
  [
    { type: 'string', nullable: true, enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [{ type: 'object', nullable: true, allOf: [{ $ref: '#/x' }] }, { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }],
  [{ type: 'string', nullable: false }, { type: 'string' }],
  [{ properties: { nullable: { type: 'string' } } }, { properties: { nullable: { type: 'string' } } }],
])('%j becomes %j', (before, after) => {
  expect(withNullTypes(before)).toEqual(after);
});
