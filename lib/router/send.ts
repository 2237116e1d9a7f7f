import type { Destination } from '../model/virtual-service';
import type { Destinations, Sender } from './destinations';
import type { DestinationState, ReachedDestination } from './outcome';

/** Where requests or connections are sent to, and whether any of that is there. */
export interface Sent {
  readonly kind: 'forwarded' | 'unreachable';
  readonly destinations: readonly ReachedDestination[];
}

const LOST: readonly DestinationState[] = ['no-cluster', 'no-subset', 'no-endpoints'];

/** What becomes of what is sent to these destinations, each by its share. */
export function send(all: readonly Destination[], destinations: Destinations, sender: Sender): Sent {
  const reached = sharesOf(all).map(({ destination, weight }) => destinations.reach(destination, weight, sender));
  return { kind: reached.every(({ state }) => LOST.includes(state)) ? 'unreachable' : 'forwarded', destinations: reached };
}

interface Share {
  readonly destination: Destination;
  /** In percent. */
  readonly weight: number;
}

// Weights are relative; a destination that stands alone gets everything, whatever its weight.
function sharesOf(destinations: readonly Destination[]): readonly Share[] {
  if (destinations.length === 1) return [{ destination: destinations[0], weight: 100 }];
  const sum = destinations.reduce((all, { weight = 0 }) => all + weight, 0);
  return destinations.filter(({ weight = 0 }) => weight > 0).map((destination) => ({ destination, weight: (destination.weight ?? 0) * 100 / sum }));
}
