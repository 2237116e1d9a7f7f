import { matchGatewayReferences, type Reference } from '../../model/reference';
import type { MatchScope, VirtualService } from '../../model/virtual-service';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, http, server, virtualService } from '../example-routing';

interface Unbound {
  readonly name: string;
  /** Those that the VirtualService is on. */
  readonly bound: readonly string[];
  /** Whether the match names no other gateway, so that it never counts. */
  readonly alone: boolean;
  /** Whether the gateways are those of VirtualServices that delegate to this one. */
  readonly delegate: boolean;
}

/** istiod gives a gateway only the VirtualServices that name it in `spec.gateways`; a match can narrow that, and adds nothing. */
export const matchGatewayNotBound = defineRule<Unbound>({
  code: 'MESH304',
  name: 'match-gateway-not-bound',
  severity: 'error',
  summary: 'A match names a gateway that its VirtualService is not on, so it never counts there.',
  seeAlso: [],
  reads: ['virtualServices', 'waysTo', 'knownGateways'],
  examples: {
    bad: { yaml: example('web', 'web/internal') },
    good: [
      { why: 'the gateway that the VirtualService is on', yaml: example('web', 'web/web') },
      { why: 'both gateways that the VirtualService is on', yaml: example('web, internal', 'web, web/internal') },
      { why: 'no word of gateways', yaml: example('web', '') },
    ],
  },
  * check({ virtualServices, waysTo, knownGateways: known }) {
    for (const route of virtualServices) {
      // A delegate is on the gateways of those that delegate to it; where none is known, it may be on any.
      const bound = new Set(waysTo(route).flatMap(({ root }) => root.gateways));
      if (bound.size === 0) continue;
      for (const reference of matchGatewayReferences(route)) {
        const { presence, near } = known.look(reference.name);
        // Of these the other rule tells.
        const isMissing = reference.name !== 'mesh' && (presence === 'absent' || near !== undefined);
        if (!bound.has(reference.name) && !isMissing) yield unbound(route, reference, bound);
      }
    }
  },
  words: ({ name, bound, alone, delegate }) => ({
    what: delegate
      ? `a match is for gateway "${name}", and no VirtualService that delegates here is on it`
      : `a match is for gateway "${name}", which the VirtualService is not on`,
    fix: `${alone ? 'The match never counts' : 'The match counts for its other gateways only'}. ${delegate ? 'Those are on' : 'spec.gateways has'} ${allOf(bound.map((each) => `"${each}"`))}. Add "${name}" there, or take it out of the match.`,
  }),
});

function unbound({ ref, origin, hosts }: VirtualService, { name, field, match }: Reference & { readonly match: MatchScope }, bound: ReadonlySet<string>): Found<Unbound> {
  const alone = (match.gateways ?? []).every((gateway) => !bound.has(gateway));
  const delegate = hosts.length === 0;
  return { at: { ref, origin, field }, related: [], severity: alone && !delegate ? 'error' : 'warning', data: { name, bound: [...bound], alone, delegate } };
}

function example(bound: string, matched: string): string {
  const gateways = matched === '' ? '' : `, gateways: [${matched}]`;
  const rule = `    - match: [{ uri: { prefix: / }${gateways} }]\n      route: [{ destination: { host: shop, port: { number: 80 } } }]\n`;
  return documents(
    gateway(server('shop.example.com')), gateway(server('shop.example.com', 'port: { number: 8081, name: http, protocol: HTTP }'), { name: 'internal' }),
    virtualService(http(rule), { gateways: bound }), backend(),
  );
}
