import type { Example, Rule } from '../rules/define-rule';

/** The rules, one a line. */
export function formatRuleList(rules: readonly Rule[]): string {
  const width = (field: 'severity' | 'name') => Math.max(...rules.map((rule) => rule[field].length));
  const [severities, names] = [width('severity'), width('name')];
  return rules.map(({ code, severity, name, summary }) => `${code}  ${severity.padEnd(severities)}  ${name.padEnd(names)}  ${summary}\n`).join('');
}

/** All about one rule. */
export function formatRulePage(rule: Rule): string {
  return `${rule.code} ${rule.name} (${rule.severity})\n${rule.summary}\n\n${ruleHelp(rule)}`;
}

/** What there is to know of a rule beyond its summary. */
export function ruleHelp(rule: Rule): string {
  return sectionsOf(rule, (yaml) => yaml);
}

/** The same in Markdown. */
export function ruleMarkdown(rule: Rule): string {
  return sectionsOf(rule, (yaml) => `\`\`\`yaml\n${yaml}\`\`\`\n`);
}

function sectionsOf({ seeAlso, examples: { bad, good } }: Rule, block: (yaml: string) => string): string {
  return [
    ...(seeAlso.length > 0 ? [`Istio and Kiali report it as ${seeAlso.join(', ')}.\n`] : []),
    `Something is found here${setting(bad)}:\n\n${block(yamlOf(bad))}`,
    ...good.map((each) => `Nothing is found where there is ${each.why}${each.complete === bad.complete ? '' : setting(each)}:\n\n${block(yamlOf(each))}`),
  ].join('\n');
}

function setting({ ours = false, complete = [] }: Example): string {
  return [
    ...(ours ? ['where constructs of cdk8s-istio render the objects'] : []),
    ...(complete.length > 0 ? [`with ${complete.map((kind) => `--complete ${kind}`).join(' ')}`] : []),
  ].map((each) => `, ${each}`).join('');
}

function yamlOf({ yaml }: Example): string {
  return `${yaml.trim().replace(/\n*\n---\n+/g, '\n---\n')}\n`;
}
