import { isPortNumber, whyNoUnixAddress } from '../../lib/values/address';

test.each([[0, false], [1, true], [80.5, false], [65535, true], [65536, false], [-1, false], [Number.NaN, false]])('%d is a port: %s', (number, expected) => {
  expect(isPortNumber(number)).toBe(expected);
});

describe('the address of a socket', () => {
  test.each(['unix:///var/run/web.sock', 'unix://@web', 'unix://@web/'])('%s can be used', (text) => {
    expect(whyNoUnixAddress(text)).toBeUndefined();
  });
  test.each([
    ['unix://', 'has no path'],
    ['unix://web.sock', 'has a path that does not begin with a slash'],
    ['unix:///var/run/', 'ends in a slash, as a folder does'],
  ])('%s %s', (text, why) => {
    expect(whyNoUnixAddress(text)).toBe(why);
  });
});
