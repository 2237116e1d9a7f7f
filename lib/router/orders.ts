import type { Mesh } from '../model/mesh';
import { agesKnown, type Aged } from '../values/age';
import { append } from '../values/append';
import type { Origin } from '../values/origin';
import type { Trace } from './trace';

/** An object whose place among others decides about an outcome. */
export interface Placed extends Aged {
  readonly origin: Origin;
}

/** More orders than these are not gone through. */
const MOST_ORDERS = 120;

/** The objects on whose ages, which are not known, an outcome may hang; none where it hangs on none. */
export function contestants(trace: Trace): readonly Placed[] {
  return isOpen(trace) ? inQuestion(trace) : NONE;
}

const NONE: readonly Placed[] = [];

// Nearly always all is certain, and this is asked for every request.
function isOpen({ listener, chain, rivals = [] }: Trace): boolean {
  return (listener !== undefined && (listener.contests.length > 0 || listener.droppedMatches.length > 0))
    || (chain?.kind === 'tcp' && !chain.certain) || rivals.length > 1;
}

function inQuestion({ listener, chain, rivals = [] }: Trace): readonly Placed[] {
  const found = new Set<Placed>();
  const add = (objects: readonly Placed[]) => objects.forEach((each) => found.add(each));
  for (const { first, second } of listener?.contests ?? []) add([first.server.gateway, second.server.gateway]);
  for (const { server, virtualService, lostTo, certain } of listener?.droppedMatches ?? []) {
    if (!certain) add([server.server.gateway, virtualService, ...lostTo.flatMap((each) => [each.server.server.gateway, each.virtualService])]);
  }
  if (chain?.kind === 'tcp' && !chain.certain) add([chain.virtualService, ...chain.passedOver.map((each) => each.virtualService)]);
  add(rivals.map(({ virtualService }) => virtualService));
  add(rivals.map(({ server }) => server.server.gateway));
  // Of a kind that has one alone nothing hangs on its age.
  return [...byKind([...found]).values()].filter((group) => !agesKnown(group)).flat();
}

/** The mesh in every order that these objects may stand in; undefined where there are too many. */
export function orders(mesh: Mesh, objects: readonly Placed[]): readonly Mesh[] | undefined {
  const open = [...byKind(objects).values()];
  const count = open.reduce((product, group) => product * factorial(group.length), 1);
  if (count > MOST_ORDERS) return undefined;
  return open.reduce<readonly Mesh[]>((meshes, group) => meshes.flatMap((each) => permutations(group).map((order) => each.withOrder(order.map(({ origin }) => origin)))), [mesh]);
}

function byKind(objects: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const each of objects) append(found, each.ref.kind, each);
  return found;
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/** Those of which the ages are known keep their order among themselves: the mesh sees to it. */
function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [first, ...rest]));
}
