import type { Rule } from '../rules/define-rule';
import { rules } from '../rules/registry';
import { allOf } from '../values/words';

export function ruleNamed(code: string): Rule {
  const rule = rules.find((each) => each.code === code.toUpperCase());
  if (rule === undefined) throw new Error(`there is no rule "${code}"; there are ${allOf(rules.map((each) => each.code))}`);
  return rule;
}
