import type { Listener } from '../model/build/build';
import { oneOf } from '../values/words';

/** What takes the connections that come to one port of a gateway's pods, as far as the address that they come to is known. */
export interface Door {
  readonly listener?: Listener;
  /** What would have to be known, where several could take them. */
  readonly needs?: string;
  /** Of what was taken for granted. */
  readonly caveat?: string;
}

/**
 * The door of connections that a Service sends, which come to the pods' own addresses.
 *
 * @param listeners those of one port
 * @param addresses of the pods; none where they are not known
 */
export function doorOf(listeners: readonly Listener[], addresses: readonly string[]): Door {
  const open = listeners.filter(({ absent }) => absent === undefined);
  const wide = open.find(isWide);
  const bound = open.filter((listener) => !isWide(listener) && !isLoopback(listener));
  if (bound.length === 0) return { listener: wide ?? listeners.find(({ absent }) => absent !== undefined) };
  const binds = oneOf(bound.map(({ bind }) => bind));
  if (addresses.length > 0) {
    const [first, ...others] = new Set(addresses.map((address) => bound.find(({ bind }) => bind === address) ?? wide));
    return others.length === 0 ? { listener: first } : { needs: `the pod that the connection comes to, since not all of them have the address ${binds}` };
  }
  if (wide !== undefined) return { listener: wide, caveat: `Connections that come to the address ${binds} are taken by another listener.` };
  if (bound.length > 1) return { needs: `the address that the connection comes to, ${binds}` };
  return { listener: bound[0], caveat: `Only connections that come to the address ${binds} are taken, which nothing says the pods have.` };
}

/** What takes connections that come to this very address of the pods. */
export function listenerAt(listeners: readonly Listener[], address: string): Listener | undefined {
  const open = listeners.filter(({ absent }) => absent === undefined);
  return open.find(({ bind }) => bind === address) ?? open.find(isWide);
}

function isWide({ bind }: Listener): boolean {
  return bind === '0.0.0.0' || bind === '::';
}

// Nothing from outside of the pods comes there.
function isLoopback({ bind }: Listener): boolean {
  return bind === '::1' || bind.startsWith('127.');
}
