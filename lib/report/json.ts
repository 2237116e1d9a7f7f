import { formatField } from '../values/format-field';
import { apiVersionOf, ruleOf, type Located, type LocatedFinding, type Report } from './report';
import { formatMessage } from './words';

/** Goes up with a change that a reader of the last one would not understand. */
const VERSION = 1;

/** A report for programs. What is not known is null, and only an apiVersion, a detail or a field is left out. */
export function formatJson(report: Report): string {
  const findings = report.findings.map((finding) => jsonOf(finding, report));
  return `${JSON.stringify({ version: VERSION, findings, counts: report.counts }, undefined, 2)}\n`;
}

function jsonOf(finding: LocatedFinding, report: Report): object {
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
function placeOf(place: Located, report: Report): object {
  const { ref, origin, detail, field, line } = place;
  const apiVersion = apiVersionOf(report, place);
  const isFile = origin.kind === 'file';
  return {
    object: { ...(apiVersion !== undefined && { apiVersion }), kind: ref.kind, namespace: ref.namespace ?? null, name: ref.name },
    ...(detail !== undefined && { detail }),
    ...(field !== undefined && { field: formatField(field) }),
    path: origin.path,
    file: isFile ? origin.path : null,
    line: line ?? null,
    construct: isFile ? null : origin.path,
  };
}
