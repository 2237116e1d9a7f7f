// A user's program in a project without jest. It is compiled, and nothing of it is run.
import { findAll, get, matchers, unreached, type IstioMatchers, type RoutedRequest } from '../../../lib/testing';

export function lookInto(yaml: string): string {
  const routed = get(yaml, 'http://a.example.com/');
  return `${routed} ${findAll(yaml, 'Gateway').length} ${unreached(yaml).length} ${matchers.toReach(routed, 'shop').message()}`;
}

/** What the `expect` of another runner is told. */
export function claims(of: IstioMatchers<void, RoutedRequest>): void {
  of.toReach('shop');
}
