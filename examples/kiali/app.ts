import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { IstioChecks } from 'cdk8s-istio';
import { makeCertificate } from './certificate';
import { Kiali } from './chart';

/** Adds Kiali to an app, with a certificate that is made for it; its files are not needed any more when they have been read. */
export function withKiali(app: App): App {
  const folder = mkdtempSync(join(tmpdir(), 'kiali-'));
  try {
    new Kiali(app, 'kiali', { namespace: 'istio-system', ...makeCertificate(folder) });
    IstioChecks.of(app).existing(join(__dirname, 'cluster'));
    return app;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
