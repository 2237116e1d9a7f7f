import type { Field } from '../values/field';
import { onceFor } from '../values/once';
import { asList, asRecord, asText, type Manifest } from '../values/read';
import { gatewayName, type MatchScope, type VirtualService } from './virtual-service';

/** A text of a manifest that names something. */
export interface Reference {
  readonly written: string;
  /** In full. */
  readonly name: string;
  readonly field: Field;
}

/** The hosts of a VirtualService, each where it stands. */
export function hostReferences(route: VirtualService): readonly Reference[] {
  return texts(asRecord(route.manifest.spec), 'hosts', ['spec']).map((text, index) => ({ ...text, name: route.hosts[index] }));
}

/** What `spec.gateways` names; `mesh` too. */
export const gatewayReferences = onceFor((route: VirtualService): readonly Reference[] => gatewaysOf(asRecord(route.manifest.spec), ['spec'], route));

/** The gateways that the matches of a VirtualService name. */
export function matchGatewayReferences(route: VirtualService): ReadonlyArray<Reference & { readonly match: MatchScope }> {
  const matches = [...route.http, ...route.tls, ...route.tcp].flatMap((rule) => rule.matches.filter(({ gateways }: MatchScope) => gateways !== undefined));
  return matches.flatMap((match) => gatewaysOf(match.manifest, match.field, route).map((reference) => ({ ...reference, match })));
}

function gatewaysOf(manifest: Manifest, field: Field, { ref }: VirtualService): readonly Reference[] {
  return texts(manifest, 'gateways', field).map((text) => ({ ...text, name: gatewayName(text.written, ref.namespace) }));
}

function texts(manifest: Manifest, key: string, field: Field): ReadonlyArray<Pick<Reference, 'written' | 'field'>> {
  return asList(manifest[key]).flatMap((value, index) => {
    const written = asText(value);
    return written === undefined ? [] : [{ written, field: [...field, key, index] }];
  });
}
