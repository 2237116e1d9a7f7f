import { serviceHost } from '../values/host-name';
import { qualifiedName } from '../values/object-ref';
import { asNumber, asRecord, asText, type Manifest } from '../values/read';
import type { MeshObject } from './objects';
import type { MeshService } from './registry';

/** The paths of a host, as one rule of an Ingress has them. */
export interface IngressRule {
  readonly ingress: MeshObject;
  readonly paths: readonly Manifest[];
}

/** Makes HTTP rules of paths: the longest path first, and an exact one before a prefix. A path without a known backend is left out. */
export function ingressRoutes(sources: { readonly services: readonly MeshService[]; readonly domain: string }): (rules: readonly IngressRule[]) => readonly Manifest[] {
  const services = new Map(sources.services.map((each) => [qualifiedName(each), each]));
  return (rules) => {
    const known = rules.flatMap(({ ingress, paths }) => paths.flatMap((path): readonly Path[] => {
      const destination = destinationOf(path, ingress.ref.namespace, services, sources.domain);
      return destination === undefined ? [] : [{ uri: uriOf(path), destination }];
    }));
    return known.sort(compare).map(({ uri, destination }) => ({ ...(uri && { match: [{ uri }] }), route: [{ destination, weight: 100 }] }));
  };
}

interface IngressUri {
  readonly exact?: string;
  readonly prefix?: string;
}

interface Path {
  readonly uri?: IngressUri;
  readonly destination: Manifest;
}

function compare({ uri: a }: Path, { uri: b }: Path): number {
  const lengthOf = (uri: IngressUri = {}) => (uri.exact ?? uri.prefix ?? '').length;
  return lengthOf(b) - lengthOf(a) || Number(b?.exact !== undefined) - Number(a?.exact !== undefined);
}

function uriOf({ path, pathType }: Manifest): IngressUri | undefined {
  const text = asText(path) ?? '';
  if (pathType === 'Exact') return { exact: text };
  if (pathType === 'Prefix') return { prefix: text };
  if (['', '*', '/*', '.*'].includes(text)) return undefined;
  const ending = ['.*', '/*'].find((each) => text.endsWith(each));
  return ending === undefined ? { exact: text } : { prefix: text.slice(0, -ending.length) };
}

type ByName = ReadonlyMap<string, MeshService>;

function destinationOf({ backend }: Manifest, namespace: string | undefined, services: ByName, domain: string): Manifest | undefined {
  const { name, port } = asRecord(asRecord(backend).service);
  const service = asText(name);
  if (service === undefined) return undefined;
  const { number, name: portName } = asRecord(port);
  const named = () => services.get(qualifiedName({ name: service, namespace }))?.ports.find((each) => each.name === portName)?.number;
  const found = asNumber(number) || named();
  return found === undefined ? undefined : { host: serviceHost({ name: service, namespace }, domain), port: { number: found } };
}
