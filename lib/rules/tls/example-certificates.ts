// Certificates and the key of examples. The private key is the number 1, as everyone can see, so it protects nothing: use it nowhere else.
// The examples' clock stands at 2026-01-01.

/** For shop.example.com, 2025 to 2099. */
const SHOP = `-----BEGIN CERTIFICATE-----
MIIBZjCCAQygAwIBAgIUUQYKkrEXdZ4ofgpKpb7FPG/YoQcwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNTAxMDEwMDAwMDBaGA8yMDk5MDEwMTAw
MDAwMFowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tK
fA+eFivOM1drMV7Oy7ZAaDe/UfWjPjA8MBsGA1UdEQQUMBKCEHNob3AuZXhhbXBs
ZS5jb20wHQYDVR0OBBYEFLRno5mete+mcd4AMvCKnJ5e/aDhMAoGCCqGSM49BAMC
A0gAMEUCIQDKjOPuPUHqGz6KoYjbiMYTpEWxFRQMTcHp0gYQKXWMyQIgGRVibCmz
zZM5dqUEi+ipPNxt4viHs/u9fBxd8EA7afQ=
-----END CERTIFICATE-----
`;

/** For *.example.com, 2025 to 2099. */
const WILDCARD = `-----BEGIN CERTIFICATE-----
MIIBYzCCAQmgAwIBAgIUFEdzVsRW97UUzhzfvJiXPcKU/zIwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNTAxMDEwMDAwMDBaGA8yMDk5MDEwMTAw
MDAwMFowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tK
fA+eFivOM1drMV7Oy7ZAaDe/UfWjOzA5MBgGA1UdEQQRMA+CDSouZXhhbXBsZS5j
b20wHQYDVR0OBBYEFLRno5mete+mcd4AMvCKnJ5e/aDhMAoGCCqGSM49BAMCA0gA
MEUCIQDc/0yKMPVGGbe++XNzIWNDTKGSEiCWMX5nkiVNcgZZpwIgVVTyeJcwMtPG
yGmBcQViPGChirReNiz3/PBxj13XHmk=
-----END CERTIFICATE-----
`;

/** For shop.example.com, until July 2025. */
const EXPIRED = `-----BEGIN CERTIFICATE-----
MIIBYzCCAQqgAwIBAgIUVpiqu3DsahtMJ/ce5p714QrJkPMwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAeFw0yNDAxMDEwMDAwMDBaFw0yNTA3MDEwMDAw
MDBaMBIxEDAOBgNVBAMMB2V4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARrF9Hy4SxCR/i85uVjpEDydwN9gS3rM6D0oTlF2JjClk/jQuL+Gn+bjufrSnwP
nhYrzjNXazFezsu2QGg3v1H1oz4wPDAbBgNVHREEFDASghBzaG9wLmV4YW1wbGUu
Y29tMB0GA1UdDgQWBBS0Z6OZnrXvpnHeADLwipyeXv2g4TAKBggqhkjOPQQDAgNH
ADBEAiBiC203rPgaRpRjeOHo8ssqnjUFCsNMeYOlHDgWikxqrwIgBYYFdhDmtoAt
bY4dWiraEapXYW2QGVbSigohfhaVzuM=
-----END CERTIFICATE-----
`;

const KEY = `-----BEGIN PRIVATE KEY-----
MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCAAAAAAAAAAAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAAAAAQ==
-----END PRIVATE KEY-----
`;

export const examplePems = { shop: SHOP, wildcard: WILDCARD, expired: EXPIRED, key: KEY } as const;

/** A Secret with a certificate for shop.example.com and its key, in the namespace of the default ingress gateway, unless others are given. */
export function certificateSecret({ name = 'shop', namespace = 'istio-system', data = {} }: SecretExample = {}): string {
  const entries = Object.entries({ 'tls.crt': SHOP, 'tls.key': KEY, ...data }).filter(([, text]) => text !== undefined);
  return `
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
data: { ${entries.map(([key, text]) => `${key}: ${Buffer.from(text ?? '').toString('base64')}`).join(', ')} }
`;
}

interface SecretExample {
  readonly name?: string;
  readonly namespace?: string;
  /** What it has instead, by name; undefined takes an entry away. */
  readonly data?: Readonly<Record<string, string | undefined>>;
}
