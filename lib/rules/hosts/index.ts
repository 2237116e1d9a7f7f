import type { Rule } from '../define-rule';
import { boundGatewayInvalid } from './bound-gateway-invalid';
import { gatewayExposesNothing } from './gateway-exposes-nothing';
import { gatewayNamedTheOldWay } from './gateway-named-the-old-way';
import { gatewayNotFound } from './gateway-not-found';
import { gatewayTakesNoHost } from './gateway-takes-no-host';
import { hostListedTwice } from './host-listed-twice';
import { hostNotOnGateway } from './host-not-on-gateway';
import { hostPartlyQualified } from './host-partly-qualified';
import { internalGatewayNamed } from './internal-gateway-named';
import { matchGatewayNotBound } from './match-gateway-not-bound';
import { meshHostConflict } from './mesh-host-conflict';
import { meshHostWildcard } from './mesh-host-wildcard';
import { routeSectionUnused } from './route-section-unused';
import { sniTakenByOtherGateway } from './sni-taken-by-other-gateway';
import { virtualServiceExportToInvalid } from './virtual-service-export-to-invalid';
import { virtualServiceHostInvalid } from './virtual-service-host-invalid';
import { virtualServiceNotExported } from './virtual-service-not-exported';
import { virtualServiceWithoutHosts } from './virtual-service-without-hosts';
import { virtualServiceWithoutRoutes } from './virtual-service-without-routes';

/** The rules of hosts and what binds to them: MESH3xx. */
export const hostRules: readonly Rule[] = [
  gatewayNotFound, gatewayNamedTheOldWay, internalGatewayNamed, matchGatewayNotBound, hostNotOnGateway, gatewayTakesNoHost, routeSectionUnused,
  hostPartlyQualified, virtualServiceNotExported, virtualServiceWithoutHosts, boundGatewayInvalid, virtualServiceHostInvalid, meshHostWildcard,
  hostListedTwice, virtualServiceWithoutRoutes, virtualServiceExportToInvalid, meshHostConflict, sniTakenByOtherGateway, gatewayExposesNothing,
];
