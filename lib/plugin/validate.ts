import { checkManifests } from '../check/check-manifests';
import type { Collected } from '../collect/collected';
import { parseMeshConfig } from '../collect/mesh-config';
import { cannotParse, collectTexts } from '../collect/yaml';
import { cannotRead, readFile, readManifestFiles } from '../files/read-file';
import { ruleOf } from '../report/report';
import { formatObject } from '../report/words';
import type { Finding, Place } from '../rules/define-rule';
import type { ValidationContextLike } from './istio-validation';
import { completeOf, severitiesOf, type IstioValidationProps } from './props';

/** Checks the manifests of an app, and what is wrong with them goes to the report of cdk8s-cli. */
export function validate({ manifests, report }: ValidationContextLike, props: IstioValidationProps): void {
  const findings = checkManifests(read(manifests), {
    existing: read(props.existing ?? []), severities: severitiesOf(props),
    facts: { complete: completeOf(props), meshConfig: props.meshConfig === undefined ? undefined : parseMeshConfig(readFile(props.meshConfig)) },
  });
  const shown = findings.filter(({ severity }) => severity !== 'info');
  shown.forEach((finding) => report.addViolation(violationOf(finding)));
  const count = (severity: Finding['severity']) => String(shown.filter((finding) => finding.severity === severity).length);
  report.submit(count('error') === '0' ? 'success' : 'failure', { errors: count('error'), warnings: count('warning') });
}

function read(paths: readonly string[]): readonly Collected[] {
  const { files, unreadable: [missing] } = readManifestFiles(paths);
  if (missing !== undefined) throw cannotRead(missing);
  const { objects, unusable: [bad] } = collectTexts(files);
  if (bad !== undefined) throw cannotParse(bad);
  return objects;
}

function violationOf(finding: Finding): Parameters<ValidationContextLike['report']['addViolation']>[0] {
  const { code, severity, fix, at, related } = finding;
  return {
    ruleName: `${code} ${ruleOf(finding).name} (${severity})`, recommendation: finding.what, fix,
    violatingResources: [at, ...related].map(resourceOf),
  };
}

// The report has no place for the kind and namespace of a resource, which its name alone leaves open.
function resourceOf(place: Place): { resourceName: string; locations: readonly string[]; manifestPath: string } {
  return { resourceName: place.ref.name, locations: [formatObject(place)], manifestPath: place.origin.path };
}
