import { localityMistakes } from '../../lib/values/locality';

test.each([
  [['*']],
  [['us-west', 'us-east']],
  [['us-west/a', 'us-west/b', 'us-east/*']],
  [['us-west/a/1', 'us-west/a/2', 'us-west/b']],
  [['us-west/a/1', 'us-west/a/*']],
  [['us-west/a', 'us-west/*']],
])('%j are localities side by side', (localities) => expect([...localityMistakes(localities)]).toEqual([]));

test.each([
  [['*', 'us-west'], 'overlap'],
  [['us-west', 'us-west'], 'overlap'],
  [['us-west/a', 'us-west'], 'overlap'],
  [['us-west', 'us-west/a'], 'overlap'],
  [['us-west/*', 'us-west/a'], 'overlap'],
  [['us-west/a', 'us-west/a/1'], 'overlap'],
  [['us-west/a/1', 'us-west/a'], 'overlap'],
  [['us-west/a/*', 'us-west/a/1'], 'overlap'],
  [['us-west/a/1', 'us-west/a/1'], 'overlap'],
  [['x', '*/a'], 'star'],
  [['x', 'us*west'], 'star'],
  [['x', 'us-west//1'], 'empty'],
  [['x', ''], 'empty'],
])('of %j the second has the mistake %s', (localities, kind) => expect([...localityMistakes(localities)]).toEqual([{ index: 1, kind }]));
