/** How many nanoseconds the units of a duration have. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1_000n, 'µs': 1_000n, 'μs': 1_000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n,
};
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
const LONGEST = 2n ** 63n - 1n;

export const MILLISECOND = UNITS.ms;
export const SECOND = UNITS.s;

/** The nanoseconds of a duration as Go writes it, and so Istio's API: `1h30m`, `2.5s`, `-1ms`, `0`; undefined for any other text. */
export function parseDuration(text: string): bigint | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  if (rest === '0') return 0n;
  let sum = 0n;
  let end = 0;
  while (end < rest.length) {
    PART.lastIndex = end;
    const part = PART.exec(rest);
    if (part === null || (part[1] === '' && !part[2])) return undefined;
    sum += nanoseconds(part[1], part[2] ?? '', UNITS[part[3]]);
    end = PART.lastIndex;
  }
  if (rest === '' || sum > LONGEST) return undefined;
  return sign === '-' ? -sum : sum;
}

function nanoseconds(whole: string, fraction: string, unit: bigint): bigint {
  return BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
}

/** Whether Istio refuses a duration for its precision alone; one shorter than a millisecond is refused anyway. */
export function isTooFine(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== undefined && duration >= MILLISECOND && duration % MILLISECOND !== 0n;
}
