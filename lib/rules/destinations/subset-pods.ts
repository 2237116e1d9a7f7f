import type { DestinationRule, Subset } from '../../model/destination-rule';
import type { Behind } from '../../model/endpoints';
import { knownLabels } from '../../model/labels-made-later';
import { selects } from '../../values/labels';

/** The subsets whose labels none of what is behind the host has. */
export function emptySubsets({ subsets }: DestinationRule, { backends }: Behind): readonly Subset[] {
  return subsets.filter(({ labels }) => knownLabels(labels) === labels && !backends.some((each) => selects(labels, each.labels)));
}
