import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate for `kiali.example.com` that signs itself, for 30 days, made by openssl in a folder: nobody keeps a key in a repository. */
export function makeCertificate(folder: string): { readonly certificate: string; readonly key: string } {
  mkdirSync(folder, { recursive: true });
  const [certificate, key] = [join(folder, 'kiali.crt'), join(folder, 'kiali.key')];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '30',
    '-subj', '/CN=kiali.example.com', '-addext', 'subjectAltName=DNS:kiali.example.com', '-keyout', key, '-out', certificate,
  ], { stdio: 'ignore' });
  return { certificate, key };
}
