import { onceFor } from '../../lib/values/once';

test('what is made of a list is made once for the same list, and anew for another that is equal', () => {
  const made: number[] = [];
  const sum = onceFor((list: readonly number[], more: number) => { made.push(more); return { sum: list.reduce((a, b) => a + b, more) }; });
  const list = [1, 2];
  expect(sum(list, 10)).toBe(sum(list, 10));
  expect(sum([1, 2], 10)).toEqual({ sum: 13 });
  expect(made).toEqual([10, 10]);
});
