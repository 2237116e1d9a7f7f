import { Secrets } from '../../model/credentials';
import { qualifiedName } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret, examplePems } from './example-certificates';

interface Period {
  readonly secret: string;
  readonly state: 'expired' | 'not-yet' | 'ending';
  /** When it ended, begins or ends, as a date. */
  readonly date: string;
}

const DAY = 24 * 60 * 60 * 1000;
const SOON = 14 * DAY;

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: shop }');

/** Envoy shows a certificate whatever its dates; it is clients that turn away. */
export const certificateExpired = defineRule<Period>({
  code: 'MESH203',
  name: 'certificate-expired',
  severity: 'error',
  summary: 'The certificate of a server is not valid now, or only a few days more.',
  seeAlso: ['IST0161'],
  reads: ['credentials', 'secrets', 'now'],
  examples: {
    bad: { yaml: documents(GATEWAY, gatewayPods(), certificateSecret({ data: { 'tls.crt': examplePems.expired } })) },
    good: [
      { why: 'a certificate that is valid', yaml: documents(GATEWAY, gatewayPods(), certificateSecret()) },
      { why: 'an expired one that no server shows', yaml: documents(GATEWAY, gatewayPods(), certificateSecret(), certificateSecret({ name: 'old', data: { 'tls.crt': examplePems.expired } })) },
      { why: 'an expired one of that name in another namespace', yaml: documents(GATEWAY, gatewayPods(), certificateSecret(), certificateSecret({ namespace: 'web', data: { 'tls.crt': examplePems.expired } })) },
    ],
  },
  * check({ credentials, secrets: all, now }) {
    const secrets = new Secrets(all);
    for (const credential of credentials) {
      const secret = secrets.of(credential);
      const period = secret?.certificate && periodOf(secret.certificate, now);
      if (secret === undefined || period === undefined) continue;
      const { ref, origin } = credential.bound.server.gateway;
      yield {
        at: { ref, origin, field: credential.field }, related: [{ ref: secret.ref, origin: secret.origin }],
        severity: period.state === 'ending' ? 'warning' : 'error', data: { ...period, secret: qualifiedName(secret.ref) },
      };
    }
  },
  words: ({ secret, state, date }) => ({
    what: `the certificate in secret "${secret}" ${{ 'expired': 'expired on', 'not-yet': 'is not valid before', 'ending': 'expires on' }[state]} ${date}`,
    fix: state === 'ending' ? 'Clients turn away from then on. Renew it before.' : 'Envoy shows it all the same, and clients turn away. Put a certificate into the Secret that is valid now.',
  }),
});

function periodOf({ notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date }, now: Date): Pick<Period, 'state' | 'date'> | undefined {
  if (now > notAfter) return { state: 'expired', date: dateOf(notAfter) };
  if (now < notBefore) return { state: 'not-yet', date: dateOf(notBefore) };
  return notAfter.getTime() - now.getTime() < SOON ? { state: 'ending', date: dateOf(notAfter) } : undefined;
}

function dateOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
