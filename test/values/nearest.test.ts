import { nearestOf } from '../../lib/values/nearest';

const FIELDS = ['timeout', 'match', 'route', 'rewrite', 'retries', 'retryOn', 'perTryTimeout', 'mirrorPercentage', 'host'];

test.each([
  ['timout', 'timeout'], ['TimeOut', 'timeout'], ['matches', 'match'], ['routes', 'route'], ['retry_on', 'retryOn'], ['retry-on', 'retryOn'], ['perTryTimout', 'perTryTimeout'],
  ['mirrorPercentag', 'mirrorPercentage'], ['hots', 'host'], ['hosts', 'host'], ['rwerite', 'rewrite'],
])('"%s" is taken for "%s"', (word, meant) => expect(nearestOf(word, FIELDS)).toBe(meant));

test.each(['weight', 'foo', 'port', ''])('"%s" is taken for none', (word) => expect(nearestOf(word, FIELDS.filter((each) => each !== 'host'))).toBeUndefined());
