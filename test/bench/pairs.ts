/** How many times as long one side took as the other, over pairs of runs. */
export interface Ratio {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly pairs: number;
}

/** Runs one side once and gives its time in milliseconds. */
export type Side = () => number;

/**
 * Measures two sides side by side: a pair is a run of each, the sides take turns in beginning, and each pair has its own ratio.
 * So what slows the machine down for a while slows both sides of a pair, and what the run before leaves behind (a warm cache, a
 * hot processor) helps each side as often. The first pair is run and not counted.
 */
export function measurePairs(pairs: number, ours: Side, bare: Side): Ratio {
  const ratios: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const ratio = pair % 2 === 0 ? first(ours, bare) : 1 / first(bare, ours);
    if (pair > 0) ratios.push(ratio);
  }
  return { median: medianOf(ratios), min: Math.min(...ratios), max: Math.max(...ratios), pairs };
}

function first(one: Side, other: Side): number {
  const time = one();
  return time / other();
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
