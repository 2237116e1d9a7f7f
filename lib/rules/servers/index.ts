import type { Rule } from '../define-rule';
import { connectionsClaimedTwice } from './connections-claimed-twice';
import { gatewayNameInvalid } from './gateway-name-invalid';
import { gatewaySelectsNothing } from './gateway-selects-nothing';
import { gatewayWithoutServers } from './gateway-without-servers';
import { hostClaimedTwice } from './host-claimed-twice';
import { listenerRefused } from './listener-refused';
import { listenerUnprivileged } from './listener-unprivileged';
import { portNotReachable } from './port-not-reachable';
import { routeTableRefused } from './route-table-refused';
import { selectorMissing } from './selector-missing';
import { selectorSelectsApplications } from './selector-selects-applications';
import { serverBindInvalid } from './server-bind-invalid';
import { serverDropped } from './server-dropped';
import { serverHostInvalid } from './server-host-invalid';
import { serverHostsCrashIstiod } from './server-hosts-crash-istiod';
import { serverPortNameRepeated } from './server-port-name-repeated';
import { serverPortOutOfRange } from './server-port-out-of-range';
import { serverPortUnnamed } from './server-port-unnamed';
import { serverProtocolUnknown } from './server-protocol-unknown';
import { serverTargetPort } from './server-target-port';
import { serverWithoutHosts } from './server-without-hosts';
import { servicePortDisputed } from './service-port-disputed';

/** The rules of gateway servers and their ports: MESH1xx. */
export const serverRules: readonly Rule[] = [
  hostClaimedTwice, servicePortDisputed, listenerUnprivileged, portNotReachable, gatewaySelectsNothing, selectorMissing, selectorSelectsApplications,
  gatewayNameInvalid, gatewayWithoutServers, serverWithoutHosts, serverHostInvalid, serverPortOutOfRange, serverPortUnnamed,
  serverPortNameRepeated, serverTargetPort, serverProtocolUnknown, serverBindInvalid,
  serverDropped, listenerRefused, routeTableRefused, serverHostsCrashIstiod, connectionsClaimedTwice,
];
