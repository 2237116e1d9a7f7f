import type { Rule } from '../define-rule';
import { authoritySetTwice } from './authority-set-twice';
import { corsInvalid } from './cors-invalid';
import { delegateInvalid } from './delegate-invalid';
import { delegateLeftOut } from './delegate-left-out';
import { destinationInvalid } from './destination-invalid';
import { destinationRepeated } from './destination-repeated';
import { directResponseInvalid } from './direct-response-invalid';
import { faultInvalid } from './fault-invalid';
import { faultWithoutEffect } from './fault-without-effect';
import { grpcToHttpPort } from './grpc-to-http-port';
import { headerVariableUnknown } from './header-variable-unknown';
import { jwtClaimOnMesh } from './jwt-claim-on-mesh';
import { jwtClaimWithoutAuthentication } from './jwt-claim-without-authentication';
import { matchNeverOnGateway } from './match-never-on-gateway';
import { matchPortOfSharedListener } from './match-port-of-shared-listener';
import { mirrorInvalid } from './mirror-invalid';
import { prefixWithoutBoundary } from './prefix-without-boundary';
import { redirectInvalid } from './redirect-invalid';
import { regexInvalid } from './regex-invalid';
import { retriesInvalid } from './retries-invalid';
import { rewriteDoublesSlash } from './rewrite-doubles-slash';
import { rewriteInvalid } from './rewrite-invalid';
import { routeDurationTooFine } from './route-duration-too-fine';
import { routeHeaderInvalid } from './route-header-invalid';
import { routeMatchIneffective } from './route-match-ineffective';
import { routeMatchInvalid } from './route-match-invalid';
import { routeUnreachable } from './route-unreachable';
import { routeWithTwoActions } from './route-with-two-actions';
import { routeWithoutAction } from './route-without-action';
import { routesOverlap } from './routes-overlap';
import { sniHostRepeated } from './sni-host-repeated';
import { statusRefusedByEnvoy } from './status-refused-by-envoy';
import { stickyWithWeights } from './sticky-with-weights';
import { tcpRouteInvalid } from './tcp-route-invalid';
import { tlsRouteInvalid } from './tls-route-invalid';
import { weightWithoutEffect } from './weight-without-effect';
import { weightsInvalid } from './weights-invalid';

/** The rules of routes: MESH4xx. */
export const routeRules: readonly Rule[] = [
  routesOverlap, rewriteDoublesSlash, prefixWithoutBoundary, stickyWithWeights, grpcToHttpPort, jwtClaimWithoutAuthentication, routeWithoutAction,
  routeWithTwoActions, regexInvalid, routeMatchInvalid, routeHeaderInvalid, authoritySetTwice, corsInvalid, faultInvalid, mirrorInvalid,
  redirectInvalid, directResponseInvalid, retriesInvalid, rewriteInvalid, weightsInvalid, destinationInvalid, tlsRouteInvalid, tcpRouteInvalid,
  delegateInvalid, jwtClaimOnMesh, routeUnreachable, routeMatchIneffective, routeDurationTooFine, sniHostRepeated, destinationRepeated,
  statusRefusedByEnvoy, weightWithoutEffect, faultWithoutEffect, headerVariableUnknown, delegateLeftOut, matchNeverOnGateway,
  matchPortOfSharedListener,
];
