import { compareTexts } from '../../values/compare';
import type { Route } from './build';
import type { Draft } from './route-tables';

/** What istiod makes one virtual host of: domains that have the very same routes. */
export type Collapsed = readonly [Draft, ...Draft[]];

/** The virtual hosts, each with the domain first that istiod names it by. */
export function collapsed(drafts: readonly Draft[]): readonly Collapsed[] {
  const ids = new Map<readonly Route[], number>();
  const byRoutes = new Map<string, [Draft, ...Draft[]]>();
  const found: Collapsed[] = [];
  for (const draft of [...drafts].sort((a, b) => compareDomains(a.domain, b.domain))) {
    const key = keyOf(draft, ids);
    const there = byRoutes.get(key);
    if (there !== undefined && isRedirecting(there[0]) === isRedirecting(draft)) {
      there.push(draft);
      continue;
    }
    const made: [Draft, ...Draft[]] = [draft];
    byRoutes.set(key, made);
    found.push(made);
  }
  return found;
}

function isRedirecting({ redirectedBy }: Draft): boolean {
  return redirectedBy.length > 0;
}

// Routes of one gateway and VirtualService are one list, which tells them from all others.
function keyOf({ contributions }: Draft, ids: Map<readonly Route[], number>): string {
  return contributions.map(({ routes }) => {
    const id = ids.get(routes) ?? ids.size;
    ids.set(routes, id);
    return id;
  }).join(',');
}

// The longest first, wildcards last.
function compareDomains(a: string, b: string): number {
  return Number(a.startsWith('*')) - Number(b.startsWith('*')) || b.length - a.length || compareTexts(a, b);
}
