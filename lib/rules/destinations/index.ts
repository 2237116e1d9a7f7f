import type { Rule } from '../define-rule';
import { connectionPoolInvalid } from './connection-pool-invalid';
import { destinationNotExported } from './destination-not-exported';
import { destinationNotFound } from './destination-not-found';
import { destinationPortNotFound } from './destination-port-not-found';
import { destinationPortRequired } from './destination-port-required';
import { destinationRuleExportToInvalid } from './destination-rule-export-to-invalid';
import { destinationRuleHostInvalid } from './destination-rule-host-invalid';
import { destinationRuleHostNotFound } from './destination-rule-host-not-found';
import { destinationRulesCompete } from './destination-rules-compete';
import { destinationUnderWildcard } from './destination-under-wildcard';
import { failoverWithoutOutlierDetection } from './failover-without-outlier-detection';
import { ingressRouteWithoutSubset } from './ingress-route-without-subset';
import { loadBalancerInvalid } from './load-balancer-invalid';
import { localityInvalid } from './locality-invalid';
import { outlierDetectionInvalid } from './outlier-detection-invalid';
import { policyDurationInvalid } from './policy-duration-invalid';
import { serviceEntryAddressInvalid } from './service-entry-address-invalid';
import { serviceEntryAddressesMissing } from './service-entry-addresses-missing';
import { serviceEntryDynamicDns } from './service-entry-dynamic-dns';
import { serviceEntryEndpointAddressInvalid } from './service-entry-endpoint-address-invalid';
import { serviceEntryEndpointLabelsInvalid } from './service-entry-endpoint-labels-invalid';
import { serviceEntryEndpointPortUndefined } from './service-entry-endpoint-port-undefined';
import { serviceEntryExportToInvalid } from './service-entry-export-to-invalid';
import { serviceEntryHostInvalid } from './service-entry-host-invalid';
import { serviceEntryHostUnresolvable } from './service-entry-host-unresolvable';
import { serviceEntryHostsIndistinct } from './service-entry-hosts-indistinct';
import { serviceEntryPortNameInvalid } from './service-entry-port-name-invalid';
import { serviceEntryProtocolConflict } from './service-entry-protocol-conflict';
import { serviceEntryProtocolUnknown } from './service-entry-protocol-unknown';
import { serviceEntryRepeated } from './service-entry-repeated';
import { serviceEntrySelectorInvalid } from './service-entry-selector-invalid';
import { serviceEntrySelectorUnused } from './service-entry-selector-unused';
import { serviceEntryUnixEndpointPorts } from './service-entry-unix-endpoint-ports';
import { subsetHidden } from './subset-hidden';
import { subsetInvalid } from './subset-invalid';
import { subsetNotFound } from './subset-not-found';
import { subsetSelectsNoPods } from './subset-selects-no-pods';
import { subsetWithoutLabels } from './subset-without-labels';
import { trafficPolicyInvalid } from './traffic-policy-invalid';
import { tunnelInvalid } from './tunnel-invalid';
import { upstreamTlsInvalid } from './upstream-tls-invalid';
import { workloadSelectorEmpty } from './workload-selector-empty';

/** The rules of destinations and DestinationRules: MESH5xx. */
export const destinationRules: readonly Rule[] = [
  destinationNotFound, destinationNotExported, destinationUnderWildcard, destinationPortNotFound, destinationPortRequired, subsetNotFound,
  subsetHidden, destinationRulesCompete, destinationRuleHostNotFound, destinationRuleHostInvalid, subsetInvalid, trafficPolicyInvalid,
  outlierDetectionInvalid, connectionPoolInvalid, loadBalancerInvalid, localityInvalid, upstreamTlsInvalid, policyDurationInvalid, tunnelInvalid,
  failoverWithoutOutlierDetection, workloadSelectorEmpty, destinationRuleExportToInvalid, serviceEntryHostInvalid, serviceEntryHostUnresolvable,
  serviceEntryDynamicDns, serviceEntryAddressInvalid, serviceEntryAddressesMissing, serviceEntryPortNameInvalid, serviceEntryProtocolUnknown,
  serviceEntryHostsIndistinct, serviceEntryEndpointAddressInvalid, serviceEntryEndpointPortUndefined, serviceEntryEndpointLabelsInvalid,
  serviceEntryUnixEndpointPorts, serviceEntrySelectorInvalid, serviceEntrySelectorUnused, serviceEntryExportToInvalid,
  serviceEntryProtocolConflict, serviceEntryRepeated, subsetSelectsNoPods, subsetWithoutLabels, ingressRouteWithoutSubset,
];
