import { detailText } from './run-audit.js';

describe('what an entry of the audit says beside who did what', () => {
  it.each([
    [{ roles: ['admin', 'reader'], clearance: null, outlets: [] }, 'roles=admin,reader'],
    [{ name: 'Night', question: { within: 'mosul' } }, 'name=Night question={"within":"mosul"}'],
    [{ rules: [{ role: 'reader' }], readsWithin: false }, 'rules=[{"role":"reader"}] readsWithin=false'],
    [{}, ''],
  ])('of %j is %s', (detail, text) => expect(detailText(detail)).toBe(text));
});
