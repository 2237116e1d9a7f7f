import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';
import { EXAMPLES_NOW } from '../support';

interface Around {
  /** What stands in the working directory, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly colors?: boolean;
  /** @default - the time that the examples of rules are made for */
  readonly now?: Date;
  /** More to be done to the working directory. */
  readonly prepare?: (cwd: string) => void;
}

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, in a folder of its own. */
export async function run(args: readonly string[], { files = {}, stdin = '', colors = false, now = EXAMPLES_NOW, prepare }: Around = {}): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  const written = { stdout: '', stderr: '' };
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), content);
    }
    prepare?.(cwd);
    const code = await main(args, {
      cwd, colors, now,
      stdin: async () => stdin,
      stdout: (text) => { written.stdout += text; },
      stderr: (text) => { written.stderr += text; },
    });
    return { code, stdout: written.stdout.replaceAll(cwd, '$CWD'), stderr: written.stderr.replaceAll(cwd, '$CWD') };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** A Gateway in namespace `web` that serves a host on port 443. */
export function tlsGateway(name: string, { host = 'shop.example.com', port = 443 } = {}): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: web
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: ${port}, name: https, protocol: HTTPS }
      hosts: [${host}]
      tls: { mode: SIMPLE, credentialName: ${name} }
`;
}

/** Two Gateways that claim one host, in two files. */
export const DUPLICATE = { 'dist/one.yaml': tlsGateway('one'), 'dist/two.yaml': `# generated\n${tlsGateway('two')}` };

/** The same, each with a host of its own. */
export const DISTINCT = { ...DUPLICATE, 'dist/two.yaml': tlsGateway('two', { host: 'blog.example.com' }) };
