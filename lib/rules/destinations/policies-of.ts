import type { Piece } from '../../values/piece';

/** A traffic policy of a DestinationRule, with the outlier detection that belongs to it. */
export interface Policy {
  readonly policy: Piece;
  /** One for a port has no settings but those of connections, load balancing, outliers and TLS. */
  readonly ofPort: boolean;
}

/** The traffic policies of a DestinationRule's spec: its own and those of its subsets, each with those for single ports. */
export function policiesOf(spec: Piece): readonly Policy[] {
  const policies = [spec, ...spec.at('subsets').list].map((owner) => owner.at('trafficPolicy')).filter(({ isGiven }) => isGiven);
  return policies.flatMap((policy) => [
    { policy, ofPort: false }, ...policy.at('portLevelSettings').list.filter(({ isGiven }) => isGiven).map((setting) => ({ policy: setting, ofPort: true })),
  ]);
}

/** The same part of each policy, where it is given. */
export function partsOf(spec: Piece, name: string): readonly Piece[] {
  return policiesOf(spec).map(({ policy }) => policy.at(name)).filter(({ isGiven }) => isGiven);
}

/** Whether a part of a policy is of the policy of the whole service, rather than of one for a subset or for a port. */
export function isOfWhole({ field }: Piece): boolean {
  return field[1] === 'trafficPolicy' && field[2] !== 'portLevelSettings';
}
