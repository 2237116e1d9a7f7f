import { isJwtClaim } from '../../values/header-syntax';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { appliesToMesh } from '../hosts/applies-to-mesh';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'without-gateways' | 'beside-gateways';

const matching = (gateways: string, header: string) => virtualService({
  gateways, http: `[{ match: [{ headers: { "${header}": { exact: staff } } }], route: [{ destination: { host: shop } }] }]`,
});

/** Sidecars read the token of a request after they have routed it. */
export const jwtClaimOnMesh = defineRule<Mistake<Kind>>({
  code: 'MESH428',
  name: 'jwt-claim-on-mesh',
  severity: 'error',
  summary: 'A VirtualService for the sidecars matches a claim of the JWT, which only gateways can.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: matching('[web, mesh]', '@request.auth.claims.group') },
    good: [
      { why: 'a gateway alone', yaml: matching('[web]', '@request.auth.claims.group') },
      { why: 'another header', yaml: matching('[web, mesh]', 'x-group') },
      { why: 'another header, without gateways', yaml: matching('[]', 'x-group') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['headers', 'withoutHeaders']),
  words: inWords({
    'without-gateways': (claim) => ({
      what: `"${claim}" is matched for the sidecars, since no gateways are given`,
      fix: 'Istio rejects the VirtualService, since only gateways route by claims. Name the gateways that it is for.',
    }),
    'beside-gateways': (claim) => ({
      what: `"${claim}" is matched for the sidecars, too, since "mesh" is one of the gateways`,
      fix: 'Istio rejects the VirtualService, since only gateways route by claims. Take "mesh" away, and give the sidecars a VirtualService of their own.',
    }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<Kind>[] {
  if (!appliesToMesh(spec)) return [];
  const matches = spec.at('http').list.flatMap((rule) => rule.at('match').list);
  const headers = matches.flatMap((match) => ['headers', 'withoutHeaders'].flatMap((name) => match.at(name).entries));
  return headers.filter(([name]) => isJwtClaim(name)).map(([name, at]) => mistake(at, spec.at('gateways').isSet ? 'beside-gateways' : 'without-gateways', name));
}
