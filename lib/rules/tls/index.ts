import type { Rule } from '../define-rule';
import { certificateExpired } from './certificate-expired';
import { certificateNames } from './certificate-names';
import { certificateShared } from './certificate-shared';
import { credentialInvalid } from './credential-invalid';
import { credentialNotFound } from './credential-not-found';
import { httpsRedirectLoop } from './https-redirect-loop';
import { httpsRedirectMisplaced } from './https-redirect-misplaced';
import { httpsRedirectWithoutHttps } from './https-redirect-without-https';
import { plainHttpOnHttpsPort } from './plain-http-on-https-port';
import { privateKeyInOutput } from './private-key-in-output';
import { serverTlsMissing } from './server-tls-missing';
import { serverTlsUnexpected } from './server-tls-unexpected';
import { tlsCaMissing } from './tls-ca-missing';
import { tlsCertificateMissing } from './tls-certificate-missing';
import { tlsCertificateSources } from './tls-certificate-sources';
import { tlsCertificatesIgnored } from './tls-certificates-ignored';
import { tlsCiphersIgnored } from './tls-ciphers-ignored';
import { tlsCrlUnused } from './tls-crl-unused';
import { tlsIstioMutualCertificates } from './tls-istio-mutual-certificates';
import { tlsVersionWithoutCiphers } from './tls-version-without-ciphers';
import { tlsVersionsReversed } from './tls-versions-reversed';
import { tlsWithinTls } from './tls-within-tls';

/** The rules of TLS and certificates: MESH2xx. */
export const tlsRules: readonly Rule[] = [
  credentialNotFound, credentialInvalid, certificateExpired, certificateNames, certificateShared, httpsRedirectWithoutHttps, httpsRedirectLoop, plainHttpOnHttpsPort, tlsWithinTls,
  serverTlsMissing, serverTlsUnexpected, httpsRedirectMisplaced, tlsCertificateMissing, tlsCaMissing, tlsCertificatesIgnored,
  tlsCertificateSources, tlsIstioMutualCertificates, tlsCrlUnused, tlsVersionWithoutCiphers, tlsCiphersIgnored, tlsVersionsReversed, privateKeyInOutput,
];
