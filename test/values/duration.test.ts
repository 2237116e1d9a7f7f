import { isTooFine, parseDuration } from '../../lib/values/duration';

test.each([
  ['5s', 5_000_000_000n],
  ['1h30m', 5_400_000_000_000n],
  ['1.5s', 1_500_000_000n],
  ['.5s', 500_000_000n],
  ['5.s', 5_000_000_000n],
  ['100ms', 100_000_000n],
  ['7us', 7_000n],
  ['7µs', 7_000n],
  ['1ns', 1n],
  ['-5s', -5_000_000_000n],
  ['0', 0n],
  ['+1m', 60_000_000_000n],
])('%s is %d nanoseconds', (text, nanoseconds) => expect(parseDuration(text)).toBe(nanoseconds));

test.each(['', '5', '5 s', 's', '.s', '5d', '1h 30m', 'abc', '-', '10000000h'])('"%s" is no duration', (text) => expect(parseDuration(text)).toBeUndefined());

test.each(['1.5ms', '1500us', '1.0005s', '1s1us'])('%s is finer than Istio takes', (text) => expect(isTooFine(text)).toBe(true));
test.each(['1ms', '0.25s', '1m30s', '1us', 'abc'])('%s is not finer than Istio takes, whatever else it is', (text) => expect(isTooFine(text)).toBe(false));
