import { selects } from '../values/labels';
import type { MatchScope } from './virtual-service';

/** Whether a match of an HTTP rule counts wherever another one of the VirtualService does; its gateways are those of the VirtualService. */
export function httpScopeCovers(outer: MatchScope, inner: MatchScope, gateways: readonly string[]): boolean {
  if (outer.port !== undefined && outer.port !== inner.port) return false;
  // Where a match names gateways, istiod does not look at its source.
  if (outer.gateways !== undefined) return areWithin(inner.gateways ?? gateways, outer.gateways);
  const hasSource = Object.keys(outer.sourceLabels).length > 0 || outer.sourceNamespace !== undefined;
  return !hasSource || (inner.gateways === undefined && sourceCovers(outer, inner));
}

/** The same of a TLS or TCP rule. */
export function l4ScopeCovers(outer: MatchScope, inner: MatchScope, gateways: readonly string[]): boolean {
  return (outer.port === undefined || outer.port === inner.port)
    && (outer.gateways === undefined || areWithin(inner.gateways ?? gateways, outer.gateways))
    && sourceCovers(outer, inner);
}

function sourceCovers(outer: MatchScope, inner: MatchScope): boolean {
  return selects(outer.sourceLabels, inner.sourceLabels) && (outer.sourceNamespace === undefined || outer.sourceNamespace === inner.sourceNamespace);
}

function areWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((each) => outer.includes(each));
}
