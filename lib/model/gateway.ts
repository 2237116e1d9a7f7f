import type { Labels } from '../values/labels';
import { refOf, type ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { parseProtocol, type Protocol } from '../values/protocol';
import { asList, asNumber, asRecord, asText, asTextMap, asTexts, type Manifest } from '../values/read';

/** A server of a Gateway. */
export interface Server {
  readonly gateway: Gateway;
  /** Its place in `spec.servers`. */
  readonly index: number;
  readonly port: { readonly number: number; readonly name?: string };
  readonly protocol: Protocol;
  /** Address that it listens at; undefined for all, however the manifest says so. */
  readonly bind?: string;
  /** As the manifest has them. */
  readonly hosts: readonly string[];
  /** Whether `tls` is set, which also a mere redirect to HTTPS does. */
  readonly hasTls: boolean;
}

/** A Gateway of the mesh. */
export interface Gateway {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  /** Labels of the pods that serve it; undefined means all gateways. */
  readonly selector?: Labels;
  readonly servers: readonly Server[];
}

const EVERYWHERE = new Set(['', '0.0.0.0', '::', '*']);

export function readGateway(manifest: Manifest, origin: Origin): Gateway {
  const spec = asRecord(manifest.spec);
  const selector = asTextMap(spec.selector);
  const servers: Server[] = [];
  const gateway: Gateway = { ref: refOf(manifest), origin, selector: Object.keys(selector).length > 0 ? selector : undefined, servers };
  asList(spec.servers).forEach((each, index) => {
    const server = readServer(gateway, asRecord(each), index);
    if (server !== undefined) servers.push(server);
  });
  return gateway;
}

function readServer(gateway: Gateway, server: Manifest, index: number): Server | undefined {
  const port = asRecord(server.port);
  const number = asNumber(port.number);
  if (number === undefined) return undefined;
  const bind = asText(server.bind) ?? '';
  return {
    gateway, index, port: { number, name: asText(port.name) }, protocol: parseProtocol(asText(port.protocol) ?? ''),
    bind: EVERYWHERE.has(bind) ? undefined : bind, hosts: asTexts(server.hosts), hasTls: server.tls !== undefined,
  };
}
