import { EditionUnusable } from '../registry/edition-unusable.js';
import { obstacle } from './run-jobs.js';

describe('an error of the work on an edition', () => {
  it('passes when it is an outage or another builder at work', () => {
    expect(obstacle(Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' }))).toBe('passing');
    expect(obstacle(Object.assign(new Error('no leader'), { name: 'KafkaJSProtocolError' }))).toBe('passing');
    expect(obstacle(new EditionUnusable('at work', 'being_built'))).toBe('passing');
  });

  it('is final when the edition cannot be used', () => {
    expect(obstacle(new EditionUnusable('gone', 'unknown'))).toBe('final');
    expect(obstacle(new EditionUnusable('full', 'editions_too_large'))).toBe('final');
  });

  it('is a defect otherwise', () => expect(obstacle(new Error('cannot be resolved'))).toBe('defect'));
});
