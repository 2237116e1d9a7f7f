import { posix } from 'node:path';
import type { Invocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Rule, Severity } from '../rules/define-rule';
import { rules } from '../rules/registry';
import { formatRef } from '../values/object-ref';
import { ruleOf, type Located, type LocatedFinding, type Problem, type Report } from './report';
import { ruleHelp, ruleMarkdown } from './rule-page';
import { formatMessage, formatObject } from './words';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * A report in SARIF 2.1.0, which code scanning reads.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif({ findings, problems }: Report): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-istio', rules: rules.map(descriptorOf) } },
      invocations: [invocationOf(problems)],
      results: findings.map(resultOf),
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  return {
    id: rule.code,
    name: rule.name,
    shortDescription: { text: rule.summary },
    help: { text: ruleHelp(rule), markdown: ruleMarkdown(rule) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { seeAlso: rule.seeAlso },
  };
}

// What could not be read was not checked: without this a reader would take what it reported before for mended.
function invocationOf(problems: readonly Problem[]): Invocation {
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: problems.map(({ path, line, reason }) => ({
      level: 'error', message: { text: reason }, locations: [{ physicalLocation: physicalLocation(path, line) }],
    })),
  };
}

function resultOf(finding: LocatedFinding): Result {
  const { code, severity, at, related } = finding;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(ruleOf(finding)),
    level: LEVELS[severity],
    message: { text: formatMessage(finding) },
    locations: [locationOf(at)],
    relatedLocations: related.map((place, index) => ({ id: index + 1, message: { text: formatObject(place) }, ...locationOf(place) })),
  };
}

function locationOf({ ref, origin, line }: Located): Location {
  return {
    ...(origin.kind === 'file' && { physicalLocation: physicalLocation(origin.path, line) }),
    logicalLocations: [{
      name: ref.name,
      fullyQualifiedName: origin.kind === 'file' ? formatRef(ref) : origin.path,
      kind: 'resource',
    }],
  };
}

function physicalLocation(path: string, line: number | undefined): Location['physicalLocation'] {
  return { artifactLocation: { uri: uriOf(path) }, ...(line !== undefined && { region: { startLine: line } }) };
}

function uriOf(path: string): string {
  const slashed = posix.normalize(path.replaceAll('\\', '/'));
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (slashed.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(slashed) ? `file:///${slashed.slice(0, 2)}${encoded.slice('C%3A'.length)}` : encoded;
}
