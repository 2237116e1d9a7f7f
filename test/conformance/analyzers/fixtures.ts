import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { istioModule } from '../engine/istio-module';

/** A case of Istio's own tests of its analyzers. */
export interface Fixture {
  readonly name: string;
  /** Package of the analyzer that the case is for. */
  readonly family: string;
  /** Files of its manifests, whole paths. */
  readonly files: readonly string[];
  readonly meshConfig?: string;
}

/** The analyzers of what ingress consists of and touches. */
const FAMILIES = ['gateway', 'virtualservice', 'schemavalidation', 'destinationrule', 'service', 'serviceentry', 'sidecar', 'authz', 'deployment', 'deprecation', 'authn', 'annotations', 'injection'];

const ANALYZERS = 'pkg/config/analysis/analyzers';

/** Istio's cases, read from its Go module in the version that is pinned. */
export async function fixtures(): Promise<readonly Fixture[]> {
  const folder = join(await istioModule(), ANALYZERS);
  const source = readFileSync(join(folder, 'analyzers_test.go'), 'utf8');
  const [, grid = ''] = /^var testGrid = [^{]*\{\n([^]*?)^\}/m.exec(source) ?? [];
  const cases = grid.split(/^\t\{$/m).slice(1).map((text) => readCase(text, folder));
  if (cases.length < 90) throw new Error(`only ${cases.length} cases can be read from Istio's ${ANALYZERS}/analyzers_test.go: it has another shape now`);
  return cases.filter(({ family }) => FAMILIES.includes(family));
}

function readCase(text: string, folder: string): Fixture {
  const field = (pattern: RegExp) => pattern.exec(text)?.[1];
  const [, inputs = ''] = /inputFiles:\s*\[\]string\{([^}]*)\}/.exec(text) ?? [];
  const meshConfig = field(/meshConfigFile:\s*"([^"]+)"/);
  return {
    name: field(/name:\s*"([^"]+)"/) ?? '', family: field(/analyzer:\s*&?([a-zA-Z0-9]+)\./)?.toLowerCase() ?? '',
    files: [...inputs.matchAll(/"([^"]+)"/g)].map(([, file]) => join(folder, file)),
    ...(meshConfig !== undefined && { meshConfig: join(folder, meshConfig) }),
  };
}
