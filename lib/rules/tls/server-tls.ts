import type { Server, ServerTls } from '../../model/gateway';
import type { Mesh } from '../../model/mesh';
import type { Field } from '../../values/field';
import { asList, asText } from '../../values/read';
import type { Found, Severity } from '../define-rule';
import { inServer, serversOf } from '../servers/in-server';

/** A server with `tls`. */
export interface TlsServer {
  readonly server: Server;
  readonly tls: ServerTls;
}

/**
 * Servers whose `tls` can be judged: a mode that does not exist is the schema's to tell.
 *
 * @param about fields of which a Gateway without any is left out
 */
export function* tlsServersOf(mesh: Pick<Mesh, 'gateways'>, about?: readonly string[]): Iterable<TlsServer> {
  for (const server of serversOf(mesh, about)) {
    const { tls } = server;
    if (tls !== undefined && (!hasMode(tls) || tls.manifest.mode === tls.mode)) yield { server, tls };
  }
}

/** What is wrong with a server's `tls`, at one of its fields. */
export function inTls<Data>({ server }: TlsServer, way: Field, data: Data, severity?: Severity): Found<Data> {
  return inServer(server, ['tls', ...way], data, severity);
}

/** Whether the mode is given, rather than the default of its enum. */
export function hasMode({ manifest: { mode } }: ServerTls): boolean {
  return mode !== undefined && mode !== null;
}

/** Whether a field is set to something; an empty text or list is nothing to Istio. */
export function isSet({ manifest }: ServerTls, field: string): boolean {
  const value = manifest[field];
  return (asText(value) ?? '') !== '' || asList(value).length > 0;
}

/** Those of the fields that are set. */
export function fieldsSet(tls: ServerTls, fields: readonly string[]): readonly string[] {
  return fields.filter((field) => isSet(tls, field));
}

/** Whether the gateway ends TLS with a certificate that `tls` has to give. */
export function needsCertificate({ mode }: ServerTls): boolean {
  return mode === 'SIMPLE' || asksClients(mode);
}

/** Whether clients are asked for a certificate that a CA of the gateway's has signed. */
export function asksClients(mode: ServerTls['mode']): boolean {
  return mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
}

export function isPassthrough({ mode }: ServerTls): boolean {
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** Whether the certificate is in a Secret that `tls` names. */
export function hasCredential(tls: ServerTls): boolean {
  return isSet(tls, 'credentialName') || isSet(tls, 'credentialNames');
}

/** The paths of certificates in the gateway's pods. */
export const FILES = ['serverCertificate', 'privateKey', 'caCertificates'] as const;
