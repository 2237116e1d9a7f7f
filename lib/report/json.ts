import { placeJson } from './place-json';
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

function placeOf(place: Located, report: Report): object {
  return placeJson(place, { line: place.line, apiVersion: apiVersionOf(report, place) });
}
