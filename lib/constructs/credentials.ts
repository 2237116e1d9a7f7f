import type { Construct } from 'constructs';
import type { ServerTLSSettings } from '../../imports/networking';
import { certificateCovers } from '../values/certificate-name';
import { allOf } from '../values/words';
import type { Certificate, CertificateSource } from './certificate';
import type { ClientCa } from './client-ca';
import { createIssuedCertificate } from './issued-certificate';
import { createResource } from './resource';
import { modeOf, wireOptions, type ServerTlsOptions } from './server-tls';

/** What a server shows its certificates by, and where. */
export interface ServerTlsNeeds {
  /** Id of the first Secret or Certificate that is created. */
  readonly id: string;
  /** Namespace of the gateway's pods. */
  readonly namespace?: string;
  /** The hosts that the certificates must be for, as soon as they are known. */
  readonly hosts: () => readonly string[];
}

/**
 * The `tls` of a server; creates the Secrets and Certificates that it names.
 *
 * @throws where a Secret is in another namespace than the gateway's pods, or mode MUTUAL has no authority to check by
 */
export function createServerTls(scope: Construct, certificates: readonly Certificate[], options: ServerTlsOptions, needs: ServerTlsNeeds): ServerTLSSettings {
  const base = { ...wireOptions(options), mode: modeOf(options) };
  const sources = certificates.map(({ _source }) => _source);
  const mounted = sources.filter((source) => source.kind === 'mounted').map(({ serverCertificate, privateKey }) => ({ serverCertificate, privateKey }));
  if (mounted.length > 0) return { ...base, ...(mounted.length === 1 ? mounted[0] : { tlsCertificates: mounted }), ...mountedCa(options.clientCa) };
  checkAuthority(sources, options);
  const names = sources.map((source, index) => createCredential(scope, index === 0 ? needs.id : `${needs.id}${index + 1}`, source, needs));
  return { ...base, ...(names.length === 1 ? { credentialName: names[0] } : { credentialNames: names }), ...createCa(scope, options.clientCa, names[0], needs) };
}

/** The hosts that a certificate is not for, as far as its names are known, in words; undefined where there are none. */
export function whyNotFor({ _source: source }: Certificate, hosts: readonly string[]): string | undefined {
  const names = source.kind === 'files' ? source.names : source.kind === 'issued' ? source.options.dnsNames : undefined;
  if (source.kind === 'issued' && names === undefined && hosts.includes('*')) {
    return 'host "*" can stand in no certificate, so cert-manager has none to ask for; name the hosts of the gateway, or say dnsNames';
  }
  const missing = names === undefined ? [] : hosts.filter((host) => !certificateCovers(names, host));
  if (names === undefined || missing.length === 0) return undefined;
  const which = source.kind === 'files' ? `the certificate in "${source.path}"` : 'the certificate to be issued';
  return `${which} is for ${allOf(names.map((name) => `"${name}"`))} and not for ${allOf(missing.map((host) => `"${host}"`))}, so clients turn away; `
    + 'give one that is: a wildcard in it stands for one label, "*.example.com" for "a.example.com" and not for "a.b.example.com"';
}

function checkAuthority(sources: readonly CertificateSource[], options: ServerTlsOptions): void {
  const [first] = sources;
  if (options.clientCa !== undefined || modeOf(options) === 'SIMPLE' || first.kind === 'secret' || first.kind === 'mounted') return;
  if (first.kind === 'files') {
    if (first.data['ca.crt'] !== undefined) return;
    throw new Error(`mode ${modeOf(options)} checks clients' certificates, and the certificate's files have no authority to check by; give it: Certificate.fromFiles(crt, key, { ca })`);
  }
  throw new Error(`mode ${modeOf(options)} would check clients' certificates by the authority of the gateway's own; say which: clientCa: ClientCa.fromSecret('...')`);
}

function createCredential(scope: Construct, id: string, source: CertificateSource, { namespace, hosts }: ServerTlsNeeds): string {
  switch (source.kind) {
    case 'secret':
      checkNamespace(source, namespace, 'Certificate');
      return source.name;
    case 'issued':
      return createIssuedCertificate(scope, id, source.issuer, source.options, { namespace, hosts: () => hosts().filter((host) => host !== '*') });
    case 'files':
      return createSecret(scope, id, { type: 'kubernetes.io/tls', data: source.data, namespace });
    default:
      throw new Error('a mounted certificate is in no Secret');
  }
}

const CA_SUFFIX = '-cacert';

// Istiod takes what a name with this ending stands for, or the Secret without the ending, for authorities; any other for a certificate with its key.
function createCa(scope: Construct, ca: ClientCa | undefined, credential: string, { id, namespace }: ServerTlsNeeds): ServerTLSSettings {
  const source = ca?._source;
  if (source?.kind === 'config-map') return { caCertCredentialName: `configmap://${source.namespace}/${source.name}` };
  if (source?.kind === 'files') {
    createSecret(scope, id === 'Certificate' ? 'ClientCa' : `ClientCa-${id}`, { type: 'Opaque', data: source.data, namespace, name: `${credential}${CA_SUFFIX}` });
  }
  if (source?.kind !== 'secret') return {};
  checkNamespace(source, namespace, 'ClientCa');
  const found = source.name.endsWith(CA_SUFFIX) ? source.name : `${source.name}${CA_SUFFIX}`;
  return found === `${credential}${CA_SUFFIX}` ? {} : { caCertCredentialName: found };
}

function mountedCa(ca: ClientCa | undefined): ServerTLSSettings {
  if (ca?._source.kind !== 'mounted') return {};
  const { caCertificates, caCrl } = ca._source;
  return { caCertificates, ...(caCrl !== undefined && { caCrl }) };
}

function createSecret(scope: Construct, id: string, { type, data, namespace, name }: { type: string; data: object; namespace?: string; name?: string }): string {
  const metadata = { ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }) };
  return createResource(scope, id, { apiVersion: 'v1', kind: 'Secret', metadata, fields: { type, data } }).name;
}

function checkNamespace({ name, namespace }: { readonly name: string; readonly namespace?: string }, ofPods: string | undefined, what: 'Certificate' | 'ClientCa'): void {
  if (namespace === undefined || ofPods === undefined || namespace === ofPods) return;
  throw new Error(
    `secret "${namespace}/${name}" is not in the namespace of the gateway's pods, "${ofPods}", and Istio looks for it only there; `
    + `put the secret into namespace "${ofPods}", or give the name of one that is there: ${what}.fromSecret('...')`,
  );
}
