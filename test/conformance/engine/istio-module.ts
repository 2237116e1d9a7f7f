import { run } from './programs';

/** The folder of Istio's Go module in the version that go.mod pins: its sources, samples and test data. */
export async function istioModule(): Promise<string> {
  const { code, stdout, stderr } = await run('go', ['-C', __dirname, 'list', '-m', '-f', '{{.Dir}}', 'istio.io/istio']);
  if (code !== 0) throw new Error(`Istio's Go module cannot be found: ${stderr.trim()}`);
  return stdout.trim();
}
