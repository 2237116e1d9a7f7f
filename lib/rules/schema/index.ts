import type { Rule } from '../define-rule';
import { celRuleViolated } from './cel-rule-violated';
import { deprecatedField } from './deprecated-field';
import { exportToUnknownNamespace } from './export-to-unknown-namespace';
import { metadataInvalid } from './metadata-invalid';
import { schemaViolated } from './schema-violated';
import { yaml11Trap } from './yaml-1-1-trap';

/** The rules of what the API server and Istio's webhook refuse whatever else there is: MESH9xx. */
export const schemaRules: readonly Rule[] = [
  schemaViolated, celRuleViolated, yaml11Trap, metadataInvalid, exportToUnknownNamespace, deprecatedField,
];
