import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of a certificate and its key. */
export interface MadeCertificate {
  readonly crt: string;
  readonly key: string;
}

/** Certificates that are made by openssl when a test runs, in a folder of their own. They are valid for 30 days. */
export class MadeCertificates {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  private count = 0;

  /** A certificate for some names, signed by another or by itself. */
  public make(names: readonly string[], { signedBy, subject = 'made' }: { signedBy?: MadeCertificate; subject?: string } = {}): MadeCertificate {
    const [crt, key] = [this.path('crt'), this.path('key')];
    const sans = names.length > 0 ? ['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`] : [];
    const signer = signedBy ? ['-CA', signedBy.crt, '-CAkey', signedBy.key] : [];
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '30', '-subj', `/CN=${subject}`, ...sans, ...signer, '-keyout', key, '-out', crt,
    ], { stdio: 'ignore' });
    return { crt, key };
  }

  /** One file of several. */
  public joined(...paths: readonly string[]): string {
    return this.write(paths.map((path) => readFileSync(path, 'utf8')).join(''), 'pem');
  }

  public withPassphrase(key: string): string {
    const path = this.path('key');
    execFileSync('openssl', ['pkey', '-in', key, '-aes256', '-passout', 'pass:secret', '-out', path], { stdio: 'ignore' });
    return path;
  }

  public write(text: string, extension: string): string {
    const path = this.path(extension);
    writeFileSync(path, text);
    return path;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private path(extension: string): string {
    return join(this.folder, `${++this.count}.${extension}`);
  }
}
