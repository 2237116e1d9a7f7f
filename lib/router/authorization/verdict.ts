import type { Unknown, Unsupported } from '../outcome';

/** Why it cannot be told whether a rule takes a request. */
export type Open = Omit<Unknown, 'trace' | 'caveats'> | Omit<Unsupported, 'trace' | 'caveats'>;

/** Whether something holds, or what would have to be known to tell. */
export type Verdict = boolean | Open;

export function not(verdict: Verdict): Verdict {
  return typeof verdict === 'boolean' ? !verdict : verdict;
}

/** Whether all hold: one that does not decides, whatever is open. */
export function every<T>(items: readonly T[], of: (item: T) => Verdict): Verdict {
  let open: Verdict = true;
  for (const item of items) {
    const verdict = of(item);
    if (verdict === false) return false;
    if (verdict !== true && open === true) open = verdict;
  }
  return open;
}

/** Whether one holds: it decides, whatever is open. */
export function some<T>(items: readonly T[], of: (item: T) => Verdict): Verdict {
  return not(every(items, (item) => not(of(item))));
}
