import type { Rule } from './define-rule';
import { destinationRules } from './destinations';
import { hostRules } from './hosts';
import { policyRules } from './policies';
import { routeRules } from './routes';
import { schemaRules } from './schema';
import { serverRules } from './servers';
import { tlsRules } from './tls';
import { workloadRules } from './workloads';

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  ...serverRules, ...tlsRules, ...hostRules, ...routeRules, ...destinationRules, ...workloadRules, ...policyRules, ...schemaRules,
];
