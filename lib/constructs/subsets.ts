import type { Labels } from '../values/labels';
import type { ServiceLike } from './like';
import { checkTrafficPolicy, type CheckedPolicy, type TrafficPolicyOptions } from './traffic-policy';

/** A subset, and what is said of it alone. */
export interface SubsetOptions<PortName extends string = string> extends TrafficPolicyOptions<PortName> {
  /** Labels that tell its pods from the others of the service. */
  readonly labels: Labels;
}

export interface CheckedSubset {
  readonly name: string;
  readonly labels: Labels;
  readonly policy?: CheckedPolicy;
}

const SUBSET_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** @throws for a name that is none, a subset without labels, and settings that Istio would not take */
export function checkSubsets(service: ServiceLike, given: Readonly<Record<string, Labels | SubsetOptions>>): readonly CheckedSubset[] {
  return Object.entries(given).map(([name, subset]) => {
    const options = isOptions(subset) ? subset : { labels: subset };
    checkSubset(name, options.labels);
    const policy = checkTrafficPolicy(service, options);
    return { name, labels: options.labels, ...(policy.saysSomething && { policy }) };
  });
}

// A label may be called `labels`, too, but then it is a text.
function isOptions(subset: Labels | SubsetOptions): subset is SubsetOptions {
  return typeof subset.labels === 'object';
}

function checkSubset(name: string, labels: Labels): void {
  if (!SUBSET_NAME.test(name)) throw new Error(`subset "${name}" has no valid name; give small letters, digits and dashes, 63 at most, such as "v1"`);
  if (Object.keys(labels).length === 0) throw new Error(`subset "${name}" has no labels, so it is the whole service; give the labels that tell its pods: { version: 'v1' }`);
}
