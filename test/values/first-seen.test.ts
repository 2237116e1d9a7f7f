import { FirstSeen } from '../../lib/values/first-seen';

function seen(...added: ReadonlyArray<readonly [viewers: readonly string[], value: string]>): FirstSeen<string> {
  const all = new FirstSeen<string>();
  added.forEach(([viewers, value]) => all.add(new Set(viewers), value));
  return all;
}

test('what everyone sees is seen by all', () => expect(seen([['*'], 'x']).find(new Set(['a']))).toBe('x'));
test('who sees everything sees what one namespace sees', () => expect(seen([['a'], 'x']).find(new Set(['*']))).toBe('x'));
test('a namespace does not see what is for another', () => expect(seen([['a'], 'x']).find(new Set(['b']))).toBeUndefined());
test('the first is found, whoever it is for', () => {
  expect(seen([['a'], 'x'], [['*'], 'y']).find(new Set(['a']))).toBe('x');
  expect(seen([['*'], 'y'], [['a'], 'x']).find(new Set(['a']))).toBe('y');
  expect(seen([['b'], 'x'], [['*'], 'y']).find(new Set(['a']))).toBe('y');
});
test('what nobody sees is not found, and nobody finds anything', () => {
  expect(seen([[], 'x']).find(new Set(['*']))).toBeUndefined();
  expect(seen([['*'], 'x']).find(new Set([]))).toBeUndefined();
});
