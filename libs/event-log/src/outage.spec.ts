import { isOutage } from './outage.js';

const withCode = (code: string): Error => Object.assign(new Error('refused'), { code });

describe('isOutage', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300', '55P03'])(
    'takes %s for a server that is absent, or held by somebody',
    (code) => {
      expect(isOutage(withCode(code))).toBe(true);
    },
  );

  it.each(['23505', '22P02', '40001', 'ERR_INVALID_ARG_TYPE'])('takes %s for a fault of the work', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });

  it('looks through wrappers and at both addresses of a host', () => {
    expect(isOutage(new Error('apply failed', { cause: withCode('57P01') }))).toBe(true);
    expect(isOutage(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(true);
  });

  it('knows the words pg has for a lost connection', () => {
    expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isOutage(new Error('Query read timeout'))).toBe(true);
    expect(isOutage(new Error('the place "Connection terminated" is unknown'))).toBe(false);
  });

  it('is false for what is no error', () => {
    expect(isOutage(undefined)).toBe(false);
    expect(isOutage('ECONNREFUSED')).toBe(false);
  });
});
