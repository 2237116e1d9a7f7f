import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project';
import { end, type Ending } from './run';

/**
 * Runs `cdk8s synth` of the real cdk8s-cli on an app in another language, which has the plugin in its `cdk8s.yaml`. All that the command
 * sees of an app is the YAML that it writes, so here a copy stands for the app.
 */
export function synthesize({ folder }: Project, manifests: string, properties: object = {}): Ending {
  const app = mkdtempSync(join(folder, 'python-app-'));
  mkdirSync(join(app, 'synthesized'));
  writeFileSync(join(app, 'synthesized', 'app.yaml'), manifests);
  writeFileSync(join(app, 'cdk8s.yaml'), JSON.stringify({
    language: 'python',
    app: 'mkdir -p $CDK8S_OUTDIR && cp synthesized/app.yaml $CDK8S_OUTDIR/app.yaml',
    validations: [{ package: join(folder, 'node_modules/cdk8s-istio'), version: '0.0.0', class: 'IstioValidation', properties }],
  }));
  const cli = join(__dirname, '../../node_modules/cdk8s-cli/bin/cdk8s');
  return end(process.execPath, [cli, 'synth', '--check-upgrade=false'], app);
}
