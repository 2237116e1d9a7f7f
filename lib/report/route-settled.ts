import type { Outcome } from '../router/outcome';
import type { Trace } from '../router/trace';
import { placeOfChain } from './route-places';

/** The way to an outcome as far as it is known: where it hangs on what is not, the trace is that of one way among others. */
export function settledTrace({ trace, ...outcome }: Outcome): Trace {
  if (outcome.kind === 'unknown') return { ...trace, tried: [], route: undefined };
  if (outcome.kind !== 'depends-on-order') return trace;
  const isSame = (of: (way: Trace) => string) => outcome.outcomes.every((each) => of(each.trace) === of(trace));
  return {
    ...trace, tried: [], route: undefined,
    chain: isSame(chainOf) ? trace.chain : undefined,
    virtualHost: isSame(({ virtualHost }) => virtualHost?.name ?? '') ? trace.virtualHost : undefined,
  };
}

function chainOf({ chain }: Trace): string {
  return JSON.stringify([chain?.kind, chain?.serverNames, chain && placeOfChain(chain)?.ref]);
}
