import { append } from '../values/append';
import type { Field } from '../values/field';
import { Spellings } from '../values/misspelled';
import { isTls } from '../values/protocol';
import { asText } from '../values/read';
import type { Server } from './gateway';
import type { BoundServer } from './listener';
import type { Secret } from './secret';

/** What a `credentialName` of a Gateway means. */
export interface CredentialName {
  readonly field: Field;
  /** As the manifest has it. */
  readonly written: string;
  readonly name: string;
  /** Undefined where it is that of the gateway's pods. */
  readonly namespace?: string;
}

const WITH_CERTIFICATE = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);

/** Whether a server shows clients a certificate of the user's. */
export function showsCertificate({ protocol, tls }: Server): boolean {
  return isTls(protocol) && tls !== undefined && WITH_CERTIFICATE.has(tls.mode);
}

/** The Secrets that a server's certificates come from. */
export function credentialNames(server: Server): readonly CredentialName[] {
  const { tls, field } = server;
  if (tls === undefined || !showsCertificate(server)) return [];
  const single = (asText(tls.manifest.credentialName) ?? '') !== '';
  return tls.credentialNames
    .map((written, index) => readName(written, [...field, 'tls', ...(single ? ['credentialName'] : ['credentialNames', index])]))
    .filter((each) => each !== undefined);
}

const KUBERNETES = 'kubernetes://';

// Undefined where it means something else: the pods' own certificate, or what the Gateway API lets its Gateways refer to.
function readName(written: string, field: Field): CredentialName | undefined {
  const rest = written.startsWith(KUBERNETES) ? written.slice(KUBERNETES.length) : written;
  if (rest === '' || rest.includes('://')) return undefined;
  const [first, second] = rest.split('/');
  return { field, written, name: second ?? first, ...(second !== undefined && { namespace: first }) };
}

/** A name of a Secret with the gateway workload that takes a certificate from it. */
export interface Credential extends CredentialName {
  readonly bound: BoundServer;
}

/** Each Secret that servers name, once for each Gateway and namespace of gateway pods that serve it. */
export function* credentialsOf(servers: readonly BoundServer[]): Iterable<Credential> {
  const told = new Map<unknown, Set<string>>();
  for (const bound of servers) {
    const { gateway } = bound.server;
    const known = told.get(gateway) ?? new Set<string>();
    told.set(gateway, known);
    for (const credential of credentialNames(bound.server)) {
      const key = `${bound.workload.namespace} ${bound.server.tls?.mode} ${credential.written}`;
      if (!known.has(key)) yield { ...credential, bound };
      known.add(key);
    }
  }
}

/** The Secrets of a mesh, by name. */
export class Secrets {
  private readonly byName = new Map<string, Secret[]>();
  private spellings?: Spellings;

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) append(this.byName, secret.ref.name, secret);
  }

  /** All of this name, whatever their namespace. */
  public named(name: string): readonly Secret[] {
    return this.byName.get(name) ?? [];
  }

  /**
   * The Secret that a server of some gateway pods takes its certificate from. One whose own namespace is not known may be of any; where
   * that of the pods is not known, it is the only one of the name.
   */
  public of({ name, namespace, bound }: Credential): Secret | undefined {
    return this.find(name, namespace ?? bound.workload.namespace);
  }

  public find(name: string, namespace: string | undefined): Secret | undefined {
    const named = this.named(name);
    if (namespace === undefined) return named.length === 1 ? named[0] : undefined;
    const found = named.filter(({ ref }) => ref.namespace === namespace || ref.namespace === undefined);
    // A Secret that a controller fills stands in a repository empty.
    return found.find(({ madeLater }) => madeLater) ?? found[0];
  }

  /** Names of Secrets of a namespace that this one could be a misspelling of. */
  public near(name: string, namespace: string): readonly string[] {
    this.spellings ??= new Spellings(this.byName.keys());
    return this.spellings.near(name).filter((each) => this.named(each).some(({ ref }) => ref.namespace === namespace));
  }
}
