import type { Referrer, RouteTarget } from './destination';
import type { ForwardOptions } from './forward-options';
import { forwardRule } from './forward-rule';
import type { Match } from './match';
import type { RouteRule } from './route-rule';
import type { ValueMatch } from './value-match';

/** Headers that a request has, all of them, by name. */
export type AskedByHeader = Readonly<Record<string, ValueMatch>>;

/** A version that is tried out beside the one that serves. What else is said holds for both. */
export interface CanaryOptions<PortName extends string = string> extends ForwardOptions<PortName> {
  /** Who serves. */
  readonly stable: RouteTarget<PortName>;

  /** Who is tried out. */
  readonly canary: RouteTarget<PortName>;

  /**
   * Share of the canary in percent, a whole number from 0 to 100; of 0 both stand in the route, for a controller that moves the weights.
   *
   * @default - it gets none but what asks for it
   */
  readonly percent?: number;

  /**
   * Requests that go to the canary whatever the share: those with all of these headers.
   *
   * @default - none
   */
  readonly byHeader?: AskedByHeader;
}

/** Two versions of which one serves. What else is said holds for both. */
export interface BlueGreenOptions<PortName extends string = string> extends ForwardOptions<PortName> {
  /** One of the versions. */
  readonly blue: RouteTarget<PortName>;

  /** The other one. */
  readonly green: RouteTarget<PortName>;

  /** Who serves. */
  readonly live: 'blue' | 'green';

  /**
   * Requests that go to the other one: those with all of these headers.
   *
   * @default - none
   */
  readonly byHeader?: AskedByHeader;
}

/** @throws where the canary gets nothing, for a share that is none, and as `forwardRule` does */
export function canaryRules(matches: readonly Match[], options: CanaryOptions, from: Referrer): readonly RouteRule[] {
  const { stable, canary, percent, byHeader, ...rest } = options;
  if (percent === undefined && byHeader === undefined) throw new Error('the canary gets no requests; give it percent: 10, byHeader: { \'x-canary\': \'always\' }, or both');
  if (percent !== undefined && !(Number.isInteger(percent) && percent >= 0 && percent <= 100)) {
    throw new Error(`percent of ${percent} for a canary is none that Istio can weigh; give a whole number from 0 to 100, or finer weights to split`);
  }
  const shares = percent === undefined ? [[stable, 1]] as const : [[stable, 100 - percent], [canary, percent]] as const;
  return inOnePiece([...askedRules(matches, canary, { byHeader, rest }, from), forwardRule(matches, shares, rest, from)]);
}

/** @throws as `forwardRule` does */
export function blueGreenRules(matches: readonly Match[], options: BlueGreenOptions, from: Referrer): readonly RouteRule[] {
  const { blue, green, live, byHeader, ...rest } = options;
  const [serving, other] = live === 'blue' ? [blue, green] : [green, blue];
  return inOnePiece([...askedRules(matches, other, { byHeader, rest }, from), forwardRule(matches, [[serving, 1]], rest, from)]);
}

interface Asked {
  readonly byHeader?: AskedByHeader;
  readonly rest: ForwardOptions;
}

// A controller changes the rule that it finds by its name, so each is rendered once.
function inOnePiece(rules: readonly RouteRule[]): readonly RouteRule[] {
  return rules.map((rule) => rule._keepInOnePiece());
}

// Controllers look for the rule that has both versions by its name, so this one has another.
function askedRules(matches: readonly Match[], target: RouteTarget, { byHeader, rest }: Asked, from: Referrer): readonly RouteRule[] {
  if (byHeader === undefined) return [];
  const headers = Object.entries(byHeader);
  if (headers.length === 0) throw new Error('byHeader has no header, so every request would ask; give one such as { \'x-canary\': \'always\' }, or leave it out');
  const asking = matches.map((match) => headers.reduce((each, [name, value]) => each.header(name, value), match));
  return [forwardRule(asking, [[target, 1]], { ...rest, ...(rest.name !== undefined && { name: `${rest.name}-by-header` }) }, from)];
}
