import { agesKnown, compareAges, inOrderOfAge, OLDEST } from '../../lib/values/age';

const object = (name: string, created?: string, namespace = 'web') => ({ ref: { kind: 'Gateway', name, namespace }, created });
const namesOf = (objects: readonly ReturnType<typeof object>[]) => objects.map(({ ref }) => ref.name).join(' ');

describe('istiod takes', () => {
  test.each<[string, readonly ReturnType<typeof object>[], string]>([
    ['the older object first', [object('a', '2021-01-01T00:00:00Z'), object('b', '2020-01-01T00:00:00Z')], 'b a'],
    ['those of one age by name', [object('b', '2020-01-01T00:00:00Z'), object('a', '2020-01-01T00:00:00Z')], 'a b'],
    ['what it makes itself before all', [object('a', '1990-01-01T00:00:00Z'), object('b', OLDEST)], 'b a'],
    ['those of unknown age as they are given', [object('b'), object('a')], 'b a'],
    ['those of known age in their order, where the others stay', [object('c', '2022-01-01T00:00:00Z'), object('x'), object('b', '2021-01-01T00:00:00Z'), object('y')], 'b x c y'],
  ])('%s', (_, given, expected) => expect(namesOf(inOrderOfAge(given))).toBe(expected));
});

test('objects of one age and name go by namespace', () => {
  expect(compareAges(object('a', undefined, 'x'), object('a', undefined, 'b'))).toBeGreaterThan(0);
});

test('the order of objects is known if all their ages are', () => {
  expect([agesKnown([object('a')]), agesKnown([object('a', OLDEST), object('b')]), agesKnown([object('a', OLDEST), object('b', OLDEST)])]).toEqual([true, false, true]);
});
