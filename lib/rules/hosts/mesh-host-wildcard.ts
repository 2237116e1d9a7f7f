import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { virtualService } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { appliesToMesh } from './applies-to-mesh';

type Kind = 'without-gateways' | 'beside-gateways';

const forHost = (host: string, gateways: string) => virtualService({ hosts: `["${host}"]`, gateways, http: '[{ route: [{ destination: { host: shop } }] }]' });

/** It would take all HTTP traffic of every sidecar. */
export const meshHostWildcard = defineRule<Mistake<Kind>>({
  code: 'MESH313',
  name: 'mesh-host-wildcard',
  severity: 'error',
  summary: 'A VirtualService for the sidecars has the host that stands for all hosts.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: forHost('*', '[web, mesh]') },
    good: [
      { why: 'a gateway alone', yaml: forHost('*', '[web]') },
      { why: 'a wildcard that stands for fewer hosts', yaml: forHost('*.example.com', '[web, mesh]') },
      { why: 'a host by its name', yaml: forHost('shop.example.com', '[web, mesh]') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn),
  words: inWords({
    'without-gateways': () => ({
      what: 'host "*" is for the sidecars, since no gateways are given',
      fix: 'Istio rejects the VirtualService. Name the gateways that it is for, or the hosts.',
    }),
    'beside-gateways': () => ({
      what: 'host "*" is for the sidecars, too, since "mesh" is one of the gateways',
      fix: 'Istio rejects the VirtualService. Take "mesh" away, and give the sidecars a VirtualService of their own that names its hosts.',
    }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<Kind>[] {
  if (!appliesToMesh(spec)) return [];
  return spec.at('hosts').list.filter(({ text }) => text === '*').map((host) => mistake(host, spec.at('gateways').isSet ? 'beside-gateways' : 'without-gateways'));
}
