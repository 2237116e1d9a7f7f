import type { Finding, Place } from '../rules/define-rule';
import { apiVersionOf, lineOf, ruleOf, type Report } from './report';
import { formatMessage } from './words';

/** Goes up with a change that a reader of the last one would not understand. */
const VERSION = 1;

/** A report for programs. What is not known is null, and only an apiVersion or a detail is left out. */
export function formatJson(report: Report): string {
  const findings = report.findings.map((finding) => jsonOf(finding, report));
  return `${JSON.stringify({ version: VERSION, findings, counts: report.counts }, undefined, 2)}\n`;
}

function jsonOf(finding: Finding, report: Report): object {
  const { code, severity, at, related } = finding;
  return {
    code, severity,
    seeAlso: ruleOf(finding).seeAlso,
    ...placeOf(at, report),
    message: formatMessage(finding),
    related: related.map((place) => placeOf(place, report)),
  };
}

/** `path` is always there: that of the file, or else that of the construct. */
function placeOf(place: Place, report: Report): object {
  const { ref, origin, detail } = place;
  const apiVersion = apiVersionOf(report, place);
  const isFile = origin.kind === 'file';
  return {
    object: { ...(apiVersion !== undefined && { apiVersion }), kind: ref.kind, namespace: ref.namespace ?? null, name: ref.name },
    ...(detail !== undefined && { detail }),
    path: origin.path,
    file: isFile ? origin.path : null,
    line: lineOf(place) ?? null,
    construct: isFile ? null : origin.path,
  };
}
