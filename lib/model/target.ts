import type { MeshService, Registry, RegistryEntry, RegistryPort } from './registry';

/** What istiod makes a destination's host come to. */
export interface Target {
  readonly host: string;
  readonly entries: readonly RegistryEntry[];
  /** The Service of type ExternalName whose other name the host is. */
  readonly alias?: MeshService;
}

/** A Service of type ExternalName stands for the name that it gives, which must itself be registered. */
export function targetOf(host: string, entries: readonly RegistryEntry[], registry: Registry): Target {
  const alias = entries.map(({ service }) => service).find((service) => service?.type === 'ExternalName' && service.externalName !== undefined);
  if (alias?.externalName === undefined) return { host, entries };
  return { host: alias.externalName, alias, entries: registry.entriesOf(alias.externalName).filter(({ hostname }) => hostname === alias.externalName) };
}

/** The ports that requests can be sent to: to UDP ports Istio sends none. */
export function portsOf({ entries }: Target): readonly RegistryPort[] {
  const ports = entries.flatMap((entry) => entry.ports).filter(({ protocol }) => protocol !== 'UDP');
  return [...new Map(ports.map((port) => [port.number, port])).values()];
}
