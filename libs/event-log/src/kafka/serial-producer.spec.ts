import { acknowledgement } from './serial-producer.js';

const sound = { topicName: 't', partition: 3, errorCode: 0, baseOffset: '41', logAppendTime: '1488870000250' };

describe('the acknowledgement of a batch', () => {
  it('names the first offset and the time of recording', () => {
    expect(acknowledgement([sound], 3)).toEqual({ baseOffset: 41n, recordedAtMs: 1488870000250 });
  });

  // The client library resolves in every one of these cases.
  it.each([
    ['no answer at all', []],
    ['another partition', [{ ...sound, partition: 4 }]],
    ['two answers', [sound, sound]],
    ['an error code', [{ ...sound, errorCode: 6 }]],
    ['no offset', [{ topicName: 't', partition: 3, errorCode: 0, logAppendTime: '5' }]],
    ['a negative offset', [{ ...sound, baseOffset: '-1' }]],
    ["the writer's clock instead of the log's", [{ ...sound, logAppendTime: '-1' }]],
  ])('is refused with %s', (_, answers) => {
    expect(() => acknowledgement(answers, 3)).toThrow('did not acknowledge partition 3');
  });
});
