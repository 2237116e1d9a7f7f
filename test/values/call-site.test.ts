import { CallSite } from '../../lib/values/call-site';

function declare(): CallSite {
  return new CallSite();
}

test('a place is the line of the user\'s code, relative to the working directory', () => {
  expect(declare().place).toMatch(/^test\/values\/call-site\.test\.ts:4$/);
});

test('the callers follow, without installed packages', () => {
  const { places } = declare();
  expect(places[1]).toMatch(/^test\/values\/call-site\.test\.ts:\d+$/);
  expect(places.filter((place) => place.includes('node_modules'))).toEqual([]);
});

test('the stack depth that the user has set stays as it was', () => {
  const before = Error.stackTraceLimit;
  declare();
  expect(Error.stackTraceLimit).toBe(before);
});
