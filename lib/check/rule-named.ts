import type { Rule } from '../rules/define-rule';
import { rules } from '../rules/registry';

/** @throws where no rule has the code */
export function ruleNamed(code: string): Rule {
  const rule = rules.find((each) => each.code === code.toUpperCase());
  if (rule === undefined) throw new Error(`there is no rule "${code}"; "cdk8s-istio rules" lists those that there are, such as ${rules[0].code}`);
  return rule;
}
