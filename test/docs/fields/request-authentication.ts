import { Duration, JsonPatch, type Chart } from 'cdk8s';
import { IngressGateway, JwtIssuer, RequestAuthentication, type security } from '../../../lib';
import { ofKind, type LastResort } from './samples';

const ingress = IngressGateway.istioctlDefault();
const issuer = 'https://accounts.example.com';
const issuers = JwtIssuer.of(issuer);
const waypoint: security.PolicyTargetReference = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' };

const given = (chart: Chart) => ({
  chart,
  get login() { return new RequestAuthentication(chart, 'login', { issuers }); },
});

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { ingress, issuers }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { targetRefs: [waypoint], issuers }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { audiences: ['shop'] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { jwksUri: `${issuer}/keys` }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { fromHeaders: ['x-token'] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { fromHeaders: [{ name: 'x-token', prefix: 'Token ' }] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { fromParams: ['token'] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { fromCookies: ['session'] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { forwardOriginalToken: true }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { outputClaimToHeaders: { 'x-user': 'sub' } }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { outputPayloadToHeader: 'x-claims' }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { spaceDelimitedClaims: ['roles'] }) }),
  ({ chart }) => new RequestAuthentication(chart, 'login', { issuers: JwtIssuer.of(issuer, { timeout: Duration.seconds(2) }) }),
];

const lastResorts: ReadonlyArray<LastResort<Given>> = [
  {
    because: 'It is the same by another name.',
    use: ['jwtRules[].jwksUri'],
    code: ({ login }) => login.requestAuthentication.addJsonPatch(JsonPatch.replace('/spec/jwtRules/0', { issuer, jwks_uri: `${issuer}/keys` } satisfies security.JWTRule)),
  },
  {
    because: 'Istio has another field that takes several.',
    use: ['targetRefs[]'],
    code: ({ login }) => login.requestAuthentication.addJsonPatch(JsonPatch.add('/spec/targetRef', waypoint)),
  },
  {
    because: 'The API server refuses all but an empty text.',
    refusedBy: 'MESH902',
    code: ({ login }) => login.requestAuthentication.addJsonPatch(JsonPatch.add('/spec/targetRefs', [{ ...waypoint, namespace: 'web' }] satisfies security.PolicyTargetReference[])),
  },
  {
    because: 'The API server refuses all but an empty text.',
    refusedBy: 'MESH902',
    code: ({ login }) => login.requestAuthentication.addJsonPatch(JsonPatch.add('/spec/targetRef', { ...waypoint, namespace: 'web' } satisfies security.PolicyTargetReference)),
  },
];

export const requestAuthenticationFields = ofKind({ kind: 'security.istio.io/RequestAuthentication', file: __filename, given, samples, lastResorts });
