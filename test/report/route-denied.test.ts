import { formatRoute } from '../../lib/report/route-text';
import type { Request } from '../../lib/router/request';
import { asking, SHOP } from './route-mesh';

/** With a policy in the namespace of the gateway's pods, first in the file so that its lines are known. */
function textOf(kind: 'AuthorizationPolicy' | 'RequestAuthentication', spec: string, request: Request): string {
  const { mesh: { builds }, locate, ask } = asking(`apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: access, namespace: istio-system }
spec:
${spec}
---
${SHOP}`);
  return formatRoute(ask(request), { request, builds, locate, colors: false });
}

const URL = 'http://shop.example.com/cart';
const WAY = '  listener      80 → 8080, gateway web/shop, by Service istio-system/ingress\n';

test('a rule that denies is named, with its line', () => {
  expect(textOf('AuthorizationPolicy', '  action: DENY\n  rules:\n  - to: [{ operation: { methods: [PUT] } }]\n  - {}', { url: URL })).toBe(`denied by AuthorizationPolicy istio-system/access (403)
${WAY}  why           a rule with action DENY takes it
  denied by     rules[1] of AuthorizationPolicy istio-system/access (web.yaml:8)
`);
});

test('policies that do not allow it are named', () => {
  expect(textOf('AuthorizationPolicy', '  rules: [{ to: [{ operation: { methods: [PUT] } }] }]', { url: URL })).toBe(`denied by AuthorizationPolicy istio-system/access (403)
${WAY}  why           where an AuthorizationPolicy has action ALLOW, only what a rule allows goes on, and none allows this
  denied by     AuthorizationPolicy istio-system/access (web.yaml:1)
`);
  expect(textOf('AuthorizationPolicy', '  {}', { url: URL })).toContain('  why           AuthorizationPolicy istio-system/access allows nothing\n');
});

test('of a token it is told what is wrong', () => {
  const rules = '  jwtRules:\n  - { issuer: one, audiences: [web] }\n  - { issuer: two }';
  expect(textOf('RequestAuthentication', rules, { url: URL, token: { iss: 'three' } })).toBe(`denied by RequestAuthentication istio-system/access (401)
${WAY}  why           no RequestAuthentication takes tokens of its issuer, but of "one" and "two"
  denied by     jwtRules[0] of RequestAuthentication istio-system/access (web.yaml:6) · jwtRules[1] of RequestAuthentication istio-system/access (web.yaml:7)
`);
  expect(textOf('RequestAuthentication', rules, { url: URL, token: { iss: 'one' } })).toContain('(403)\n' + WAY + '  why           its token is not for the audiences that are asked for\n');
  expect(textOf('RequestAuthentication', rules, { url: URL, headers: { authorization: 'Bearer x' } })).toContain('  why           what it carries as token is no JSON web token\n');
});

test('a rule that lets a request in is named, too', () => {
  expect(textOf('AuthorizationPolicy', '  rules: [{}]', { url: URL })).toContain(`${WAY}  admitted by   rules[0] of AuthorizationPolicy istio-system/access (web.yaml:5)\n`);
});

test('a connection of TCP is closed, and has no status', () => {
  const [answer] = textOf('AuthorizationPolicy', '  action: DENY\n  rules: [{}]', { url: 'tcp://shop.example.com:3306' }).split('\n');
  expect(answer).toBe('denied by AuthorizationPolicy istio-system/access, the connection is closed');
});
