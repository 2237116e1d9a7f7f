import { defineRule } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { rulesOf, actionOf } from './authorization';
import { gatewaysInScope } from './scope';

interface WithoutPort {
  readonly host: string;
}

const example = (hosts: string, action = 'DENY') => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, action: ${action}, rules: [{ to: [{ operation: { hosts: [${hosts}] } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

/** Kiali looks such hosts up among the Services. They are compared with what the client sends, to which it may add a port: routes do not mind one, and policies do. */
export const authorizationHostWithoutPort = defineRule<WithoutPort>({
  code: 'MESH736',
  name: 'authorization-host-without-port',
  severity: 'warning',
  summary: 'A rule denies a host on a gateway, and lets the same host with a port through.',
  seeAlso: [],
  reads: ['authorizationPolicies', 'servers', 'config'],
  examples: {
    bad: { yaml: example('shop.example.com') },
    good: [
      { why: 'the host with any port, too', yaml: example('shop.example.com, "shop.example.com:*"') },
      { why: 'all that begins with the host', yaml: example('"shop.example.com*"') },
      { why: 'a rule that allows, and then less than is meant', yaml: example('shop.example.com', 'ALLOW') },
    ],
  },
  * check({ authorizationPolicies, servers, config }) {
    const gatewaysOf = gatewaysInScope({ servers, config });
    for (const each of authorizationPolicies) {
      if (actionOf(each) !== 'DENY' || gatewaysOf(each).length === 0) continue;
      for (const hosts of rulesOf(each).flatMap((rule) => rule.at('to').list).map((to) => to.at('operation', 'hosts').list)) {
        const texts = hosts.map(({ text }) => text ?? '');
        for (const { text, field } of hosts) {
          if (text === undefined || text === '' || coversPorts(text, texts)) continue;
          yield { at: { ref: each.ref, origin: each.origin, field }, related: [], data: { host: text } };
        }
      }
    }
  },
  words: ({ host }) => ({
    what: `"${host}" is denied, and "${host}:80" is not`,
    fix: `A client that sends the host with a port reaches the same routes and is not denied. Add "${host.startsWith('*') ? '*' : `${host}:*`}".`,
  }),
});

function coversPorts(host: string, all: readonly string[]): boolean {
  return host.endsWith('*') || host.includes(':') || all.some((other) => other === '*' || (other.endsWith('*') && `${host}:`.startsWith(other.slice(0, -1))) || other.startsWith(`${host}:`));
}
