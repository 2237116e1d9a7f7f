import { viewersOf } from '../../model/entry-merge';
import type { ServiceEntry, ServiceEntryPort } from '../../model/service-entry';
import { FirstSeen } from '../../values/first-seen';
import type { Protocol } from '../../values/protocol';
import type { Place } from '../define-rule';

/** Two ServiceEntries that someone sees both of, and the hosts that both have, in small letters. */
export interface SharedHosts {
  readonly first: ServiceEntry;
  readonly second: ServiceEntry;
  readonly hosts: readonly string[];
}

/** Each ServiceEntry with those before it that have a host of its own, as far as they are the first to have it, or one of its ports. */
export function sharedHosts(entries: readonly ServiceEntry[]): Iterable<SharedHosts> {
  const byKey = new Map<string, FirstSeen<ServiceEntry>>();
  return pairsOf(entries, (entry, host, viewers) => {
    const keys = [host, ...entry.ports.map(({ number }) => `${host} ${number}`)];
    return keys.map((key) => firstOf(byKey, key, viewers, entry));
  });
}

/** Each ServiceEntry with those before it that have a host and a port of its own, and another protocol there. */
export function conflictingProtocols(entries: readonly ServiceEntry[]): Iterable<SharedHosts> {
  const byPort = new Map<string, Map<Protocol, FirstSeen<ServiceEntry>>>();
  return pairsOf(entries, (entry, host, viewers) => entry.ports.flatMap(({ number, protocol }) => {
    const key = `${host} ${number}`;
    const byProtocol = byPort.get(key) ?? new Map<Protocol, FirstSeen<ServiceEntry>>();
    byPort.set(key, byProtocol);
    const others = [...byProtocol].filter(([other]) => other !== protocol).map(([, seen]) => seen.find(viewers));
    firstOf(byProtocol, protocol, viewers, entry);
    return others;
  }));
}

/** The ports of two entries that have one number and not one protocol. */
export function disagreements({ first, second }: SharedHosts): ReadonlyArray<readonly [ServiceEntryPort, ServiceEntryPort]> {
  const ports = new Map(first.ports.map((port) => [port.number, port]));
  return second.ports.flatMap((port) => {
    const other = ports.get(port.number);
    return other === undefined || other.protocol === port.protocol ? [] : [[other, port] as const];
  });
}

export function placeOfHost({ ref, origin, hosts }: ServiceEntry, host: string): Place {
  return { ref, origin, field: ['spec', 'hosts', hosts.findIndex((each) => each.toLowerCase() === host)] };
}

function* pairsOf(
  entries: readonly ServiceEntry[], othersFor: (entry: ServiceEntry, host: string, viewers: ReadonlySet<string>) => ReadonlyArray<ServiceEntry | undefined>,
): Iterable<SharedHosts> {
  for (const second of entries) {
    const viewers = viewersOf(second);
    const hostsByOther = new Map<ServiceEntry, string[]>();
    for (const host of new Set(second.hosts.map((each) => each.toLowerCase()))) {
      for (const first of new Set(othersFor(second, host, viewers))) {
        if (first !== undefined && first !== second) hostsByOther.set(first, [...(hostsByOther.get(first) ?? []), host]);
      }
    }
    for (const [first, hosts] of hostsByOther) yield { first, second, hosts };
  }
}

// Finds the first, and becomes it where there is none.
function firstOf<Key>(byKey: Map<Key, FirstSeen<ServiceEntry>>, key: Key, viewers: ReadonlySet<string>, entry: ServiceEntry): ServiceEntry | undefined {
  const seen = byKey.get(key) ?? new FirstSeen<ServiceEntry>();
  byKey.set(key, seen);
  const found = seen.find(viewers);
  seen.add(viewers, entry);
  return found;
}
