import { createdOf } from '../values/age';
import type { Field } from '../values/field';
import { asSelector, type Labels } from '../values/labels';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { isPlainHttp, parseProtocol, type Protocol } from '../values/protocol';
import { asList, asNumber, asRecord, asText, asTexts, type Manifest } from '../values/read';
import type { MeshObject } from './objects';

export type TlsMode = 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';

/** `tls` of a server. */
export interface ServerTls {
  /** PASSTHROUGH where the manifest has none, as Istio's enum begins with it. */
  readonly mode: TlsMode;
  readonly httpsRedirect: boolean;
  /** Names of Secrets, of `credentialName` or `credentialNames`. */
  readonly credentialNames: readonly string[];
  readonly manifest: Manifest;
}

/** A server of a Gateway. */
export interface Server {
  readonly gateway: Gateway;
  readonly manifest: Manifest;
  /** Its place in `spec.servers`. */
  readonly index: number;
  readonly field: Field;
  readonly port: { readonly number: number; readonly name?: string };
  readonly protocol: Protocol;
  /** As the manifest has it; servers of one protocol in two texts are not one group for istiod. */
  readonly writtenProtocol: string;
  /** Address that it listens at; undefined for all, however the manifest says so. */
  readonly bind?: string;
  /** As the manifest has it; `0.0.0.0` and none are one address in two texts for istiod. */
  readonly writtenBind: string;
  /** As the manifest has them. */
  readonly hosts: readonly string[];
  readonly tls?: ServerTls;
  /** Whether `tls` is set, which also a mere redirect to HTTPS does. */
  readonly hasTls: boolean;
}

/** A Gateway of the mesh. */
export interface Gateway {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly manifest: Manifest;
  /** RFC 3339, as a cluster writes it. */
  readonly created?: string;
  /** Labels of the pods that serve it; undefined means all gateways. */
  readonly selector?: Labels;
  readonly servers: readonly Server[];
  /** The Ingress that istiod makes it of, where it does. */
  readonly ingress?: ObjectRef;
}

const EVERYWHERE = new Set(['', '0.0.0.0', '::', '*']);

export function readGateway({ manifest, ref, origin, ingress }: MeshObject & { readonly ingress?: ObjectRef }): Gateway {
  const spec = asRecord(manifest.spec);
  const servers: Server[] = [];
  const gateway: Gateway = {
    ref, origin, manifest, servers, ingress, created: createdOf(manifest),
    selector: asSelector(spec.selector),
  };
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
  const protocol = asText(port.protocol) ?? '';
  return {
    gateway, index, manifest: server, field: ['spec', 'servers', index], port: { number, name: asText(port.name) },
    protocol: parseProtocol(protocol), writtenProtocol: protocol,
    bind: EVERYWHERE.has(bind) ? undefined : bind, writtenBind: bind, hosts: asTexts(server.hosts),
    tls: readTls(server.tls), hasTls: server.tls !== undefined && server.tls !== null,
  };
}

const MODES: readonly TlsMode[] = ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'];

function readTls(value: unknown): ServerTls | undefined {
  if (value === undefined || value === null) return undefined;
  const tls = asRecord(value);
  const single = asText(tls.credentialName);
  return {
    mode: MODES.find((mode) => mode === tls.mode) ?? 'PASSTHROUGH', httpsRedirect: tls.httpsRedirect === true, manifest: tls,
    credentialNames: single === undefined || single === '' ? asTexts(tls.credentialNames) : [single],
  };
}

/** Whether a server takes TLS, by terminating it or passing it on; one of plain HTTP that only redirects to HTTPS does not. */
export function takesTls({ hasTls, protocol }: Server): boolean {
  return hasTls && !isPlainHttp(protocol);
}

export function passesTlsOn({ tls }: Server): boolean {
  return tls?.mode === 'PASSTHROUGH' || tls?.mode === 'AUTO_PASSTHROUGH';
}

/** Whether a server has HTTP routes: of plain HTTP, or HTTPS that it terminates. */
export function routesHttp(server: Server): boolean {
  return isPlainHttp(server.protocol) || (server.protocol === 'HTTPS' && !passesTlsOn(server));
}
