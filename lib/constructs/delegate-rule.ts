import type { SendOptions } from './forward-options';
import type { Referrer } from './destination';
import type { DelegateTarget } from './delegate-ref';
import { sendAction } from './forward-rule';
import type { Match } from './match';
import { referTo } from './naming';
import { RouteRule } from './route-rule';

/** What holds for those rules of a delegate that do not say it themselves. */
export type DelegateOptions = SendOptions;

/** @throws where the delegate cannot be named from there, and for a rewrite that would not be the same for all of its requests */
export function delegateRule(matches: readonly Match[], to: DelegateTarget, options: DelegateOptions, from: Referrer): RouteRule {
  const name = referTo(to, from.namespace, { kind: 'delegate', inFull: () => to.name });
  const delegate = { name, ...(to.namespace !== from.namespace && { namespace: to.namespace }) };
  const send = sendAction(matches, options, from);
  const rewrites = new Set(matches.flatMap((match) => match._branches()).map((branch) => JSON.stringify(options.rewrite?._wire(branch))));
  if (rewrites.size > 1) {
    throw new Error('this rewrite is not the same for a path and for what is below it, and the rules of a delegate get one for both; say rewrite in the rules of the delegate');
  }
  return new RouteRule(matches, { what: `delegate ${to.namespace === undefined ? '' : `${to.namespace}/`}${to.name}`, handsOver: true }, (branch) => ({ delegate, ...send(branch) }));
}
