import type { Outcome } from '../../../lib/router/outcome';
import type { Request } from '../../../lib/router/request';
import { Router } from '../../../lib/router/router';
import { meshOf } from '../../model/meshes';

/** A gateway that answers 200 at a.com, by HTTP and by HTTPS, and passes bytes on at port 9000. */
const EDGE = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: edge }
spec: { type: LoadBalancer, selector: { app: gate }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tcp, port: 9000 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: edge }
spec:
  selector: { app: gate }
  servers:
  - { port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }
  - { port: { number: 443, name: https, protocol: HTTPS }, hosts: [a.com], tls: { mode: OPTIONAL_MUTUAL, credentialName: web } }
  - { port: { number: 9000, name: tcp, protocol: TCP }, hosts: ["*"] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: edge }
spec:
  hosts: [a.com]
  gateways: [web]
  http:
  - { match: [{ headers: { "@request.auth.claims.group": { exact: dev } } }], directResponse: { status: 201 } }
  - { match: [{ withoutHeaders: { "@request.auth.claims[nested][role]": { prefix: gu } }, uri: { prefix: /members } }], directResponse: { status: 202 } }
  - { match: [{ headers: { authorization: { prefix: Bearer } } }], directResponse: { status: 203 } }
  - { match: [{ headers: { x-team: { exact: a } } }], directResponse: { status: 204 } }
  - { directResponse: { status: 200 } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: edge }
spec: { hosts: ["*"], gateways: [web], tcp: [{ route: [{ destination: { host: ingress, port: { number: 80 } } }] }] }
`;

/** A policy in YAML; in the namespace of the gateway where it names no other. */
export function policy(kind: 'AuthorizationPolicy' | 'RequestAuthentication', spec: string, metadata = ''): string {
  return `---\napiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata: { name: access, namespace: edge${metadata} }\nspec: ${spec}\n`;
}

export const deny = (rule: string) => policy('AuthorizationPolicy', `{ action: DENY, rules: [${rule}] }`);
export const allow = (rule: string) => policy('AuthorizationPolicy', `{ rules: [${rule}] }`);
export const tokensOf = (...rules: readonly string[]) => policy('RequestAuthentication', `{ jwtRules: [${rules.join(', ')}] }`);

export interface Asked extends Omit<Request, 'url'> {
  /** @default http://a.com/ */
  readonly url?: string;
}

/** What the gateway makes of a request to `http://a.com/` behind policies. */
export function ask(policies: string, { url = 'http://a.com/', ...rest }: Asked = {}, meshConfig: Readonly<Record<string, unknown>> = {}): Outcome {
  return new Router(meshOf(`${EDGE}${policies}`, { meshConfig, complete: ['Service'] })).route({ url, ...rest });
}

/** The outcome in a few words: `answered 200`, `denied 403 rule`, `unknown`. */
export function inShort(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered': return `answered ${outcome.status}`;
    case 'denied': return `denied ${outcome.status} ${outcome.because}`;
    case 'refused': return `refused ${outcome.because}`;
    case 'unsupported': return `unsupported ${outcome.feature}`;
    default: return outcome.kind;
  }
}
