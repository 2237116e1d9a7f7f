import type { Gateway } from '../../model/gateway';
import type { KnownGateway } from '../../model/known-gateways';
import { gatewayReferences, matchGatewayReferences, type Reference } from '../../model/reference';
import type { VirtualService } from '../../model/virtual-service';
import { qualifiedName } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Missing {
  readonly written: string;
  readonly name: string;
  readonly absent: boolean;
  /** One that is there and could be meant. */
  readonly near?: string;
  /** Those of the namespace that was named. */
  readonly others: readonly string[];
}

/**
 * Istio's analyzer does not look at the gateways of matches, and Kiali at those of `http` alone. Both call every Gateway that they are
 * not given a mistake; here one that may be elsewhere is none, unless another that is there could be the one that is meant.
 */
export const gatewayNotFound = defineRule<Missing>({
  code: 'MESH301',
  name: 'gateway-not-found',
  severity: 'error',
  summary: 'A VirtualService names a Gateway that does not exist.',
  seeAlso: ['IST0101', 'KIA1102'],
  reads: ['virtualServices', 'knownGateways'],
  examples: {
    bad: { yaml: example('web'), complete: ['Gateway'] },
    good: [
      { why: 'the namespace in front of the name', yaml: example('istio-system/web'), complete: ['Gateway'] },
      { why: 'a Gateway of that name in its own namespace', yaml: example('web', 'web'), complete: ['Gateway'] },
      { why: 'the word mesh', yaml: example('mesh, istio-system/web'), complete: ['Gateway'] },
    ],
  },
  * check({ virtualServices, knownGateways: known }) {
    for (const route of virtualServices) {
      const references = [...gatewayReferences(route), ...matchGatewayReferences(route)].filter(({ name }) => name !== 'mesh' && !known.has(name));
      for (const reference of new Map(references.reverse().map((each) => [each.name, each])).values()) {
        const found = known.look(reference.name);
        if (found.presence === 'absent' || found.near !== undefined) yield missing(route, reference, found);
      }
    }
  },
  words: ({ written, name, absent, near, others }) => ({
    what: `gateway "${written}"${written === name ? '' : `, which is "${name}",`} ${absent ? 'does not exist' : `is not there, but "${near}" is`}`,
    fix: `Istio never uses the routes on a Gateway that does not exist, and says nothing. ${adviceFor(near, others)}`,
  }),
});

function missing({ ref, origin }: VirtualService, { written, name, field }: Reference, { presence, near, others }: KnownGateway): Found<Missing> {
  return {
    at: { ref, origin, field }, related: near === undefined ? [] : [placeOf(near)], severity: presence === 'absent' ? 'error' : 'warning',
    data: { written, name, absent: presence === 'absent', near: near && qualifiedName(near.ref), others: others.slice(0, 5) },
  };
}

function placeOf({ ref, origin }: Gateway): Found<Missing>['at'] {
  return { ref, origin };
}

function adviceFor(near: string | undefined, others: readonly string[]): string {
  if (near !== undefined) return `Write "${near}" if that one is meant.`;
  return others.length === 0
    ? 'Write "namespace/name" of a Gateway that exists; a name alone is looked up in the namespace of the VirtualService.'
    : `Gateways of that namespace are ${allOf(others.map((other) => `"${other}"`))}.`;
}

function example(named: string, namespace = 'istio-system'): string {
  return documents(gateway(server('shop.example.com'), { namespace }), virtualService(http(routeTo()), { gateways: named }), backend());
}
