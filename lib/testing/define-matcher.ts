import { formatOutcome } from '../report/route-text';
import type { DependsOnOrder, Outcome, Unknown, Unsupported } from '../router/outcome';
import { around, formatRequest, isRoutedRequest, wayTo, type Around, type RoutedRequest } from './routed-request';

/** An outcome that is certain. */
export type Settled = Exclude<Outcome, DependsOnOrder | Unknown | Unsupported>;

/** What a matcher says of a request. */
export interface Claim {
  /** Behind "expected http://a.com to": `reach productpage:9080`. */
  readonly words: string;
  /** Whether an outcome bears it out. */
  readonly holds: (outcome: Settled) => boolean;
  /** What of an outcome its one line leaves out and the claim is about, behind that line. @default - nothing */
  readonly further?: (outcome: Outcome) => string;
}

/** What runners such as jest call. */
export type Matcher<Args extends readonly unknown[]> = (this: unknown, received: unknown, ...args: Args) => MatcherResult;

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Makes a matcher of what it claims.
 *
 * @param claimOf throws where its arguments make no sense
 */
export function defineMatcher<Args extends readonly unknown[]>(name: string, claimOf: (about: Around & RoutedRequest, ...args: Args) => Claim): Matcher<Args> {
  return function match(received, ...args) {
    if (!isRoutedRequest(received)) throw new Error(`${name} is about a request, and this is ${shown(received)}: give what get returns, as in expect(get(app, 'http://shop.example.com/')).${name}(...)`);
    const isNot = (this as { readonly isNot?: boolean } | undefined)?.isNot === true;
    const claim = claimOf({ ...received, ...around(received) }, ...args);
    const verdict = judge(received.outcome, claim.holds);
    // Of what is not known neither the claim nor its opposite passes.
    return { pass: verdict ?? isNot, message: () => explain(received, claim, isNot) };
  };
}

/** Undefined where it hangs on what is not known. */
function judge(outcome: Outcome, holds: Claim['holds']): boolean | undefined {
  switch (outcome.kind) {
    case 'unknown':
    case 'unsupported': return undefined;
    case 'depends-on-order': return outcome.outcomes.every((each) => judge(each, holds) === false) ? false : undefined;
    default: return holds(outcome);
  }
}

function explain(routed: RoutedRequest, { words, further = () => '' }: Claim, isNot: boolean): string {
  const { request, outcome } = routed;
  return [
    `expected ${formatRequest(request)} ${isNot ? 'not to' : 'to'} ${words}, but it ${sayOf(outcome)}${further(outcome)}`,
    ...wayTo(routed), ...adviceOn(outcome),
  ].join('\n');
}

function sayOf(outcome: Outcome): string {
  return outcome.kind === 'depends-on-order' ? formatOutcome(outcome) : `is ${formatOutcome(outcome)}`;
}

function adviceOn({ kind }: Outcome): readonly string[] {
  switch (kind) {
    case 'unknown': return ['Neither this nor its opposite can be told. Give it by IstioChecks.of(app).existing(...), among the manifests, or as an option of get.'];
    case 'unsupported': return ['Neither this nor its opposite can be told: this is not modelled.'];
    case 'depends-on-order': return ['Only what holds in every order can be told. Bind the host once, or give manifests with their creationTimestamp.'];
    default: return [];
  }
}

function shown(received: unknown): string {
  return typeof received === 'string' ? `"${received}"` : `a value of type ${received === null ? 'null' : typeof received}`;
}
