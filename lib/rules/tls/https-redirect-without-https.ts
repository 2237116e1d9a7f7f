import type { Server } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import type { Workload } from '../../model/workload';
import { parseServerHost } from '../../values/host';
import { HostTrie } from '../../values/host-trie';
import { serviceTargets } from '../../values/port-resolution';
import { isPlainHttp, isTls } from '../../values/protocol';
import { allOf } from '../../values/words';
import { defineRule, type Place } from '../define-rule';
import { changed, documents, httpGateway, INGRESS_SERVICE, tlsGateway } from '../example-manifests';

interface Redirect {
  readonly hosts: readonly string[];
  readonly workload: string;
  /** Ports that HTTPS is served on for them, where redirects do not lead. */
  readonly ports: readonly number[];
}

const REDIRECT = changed(httpGateway(80), '[shop.example.com]', '[shop.example.com]\n      tls: { httpsRedirect: true }');
const SECURE = changed(tlsGateway('{ mode: SIMPLE, credentialName: shop }'), 'name: web', 'name: secure');
const complete = ['Gateway'];

const HTTPS_PORT = 443;

/** Only where the load balancer is the Service's own is it known where HTTPS comes in: others may decrypt it before. */
export const httpsRedirectWithoutHttps = defineRule<Redirect>({
  code: 'MESH206',
  name: 'https-redirect-without-https',
  severity: 'warning',
  summary: 'A server redirects to HTTPS, and no server answers for the host there.',
  seeAlso: [],
  reads: ['servers', 'completeness'],
  examples: {
    bad: { yaml: documents(REDIRECT, changed(SECURE, 'shop.example.com', 'blog.example.com'), INGRESS_SERVICE), complete },
    good: [
      { why: 'an HTTPS server for the host', yaml: documents(REDIRECT, SECURE, INGRESS_SERVICE), complete },
      { why: 'one for a wildcard over it', yaml: documents(REDIRECT, changed(SECURE, 'shop.example.com', '"*.example.com"'), INGRESS_SERVICE), complete },
      { why: 'no redirect', yaml: documents(httpGateway(80), changed(SECURE, 'shop.example.com', 'blog.example.com'), INGRESS_SERVICE), complete },
      { why: 'Gateways that are not known', yaml: documents(REDIRECT, changed(SECURE, 'shop.example.com', 'blog.example.com'), INGRESS_SERVICE) },
    ],
  },
  * check(mesh) {
    const told = new Set<Server>();
    const redirecting = mesh.servers.filter(({ server }) => redirects(server));
    if (redirecting.length === 0) return;
    const secure = new SecureServers(mesh.servers);
    for (const bound of redirecting) {
      const { server, workload } = bound;
      if (told.has(server) || !ownsLoadBalancer(workload)) continue;
      const missed = missedHosts(bound, secure, mesh);
      if (missed === undefined) continue;
      told.add(server);
      const { ref, origin } = server.gateway;
      const related = missed.others.map(({ server: { gateway, field } }): Place => ({ ref: gateway.ref, origin: gateway.origin, field: [...field, 'port'] }));
      yield { at: { ref, origin, field: [...server.field, 'tls', 'httpsRedirect'] }, related, data: { hosts: missed.hosts, ports: missed.ports, workload: workload.name } };
    }
  },
  words: ({ hosts, workload, ports }) => ({
    what: `requests for ${allOf(hosts.map((host) => `"${host}"`))} are redirected to HTTPS, which ${workload} ${ports.length > 0 ? `serves for it on ${allOf(ports.map(String))} and not on 443` : 'does not serve for it'}`,
    fix: `The redirect leads to port 443. Add a server for HTTPS on 443 with ${hosts.length > 1 ? 'these hosts' : 'this host'}, or take httpsRedirect away.`,
  }),
});

function redirects({ protocol, tls }: Server): boolean {
  return isPlainHttp(protocol) && tls?.httpsRedirect === true;
}

function ownsLoadBalancer({ services }: Workload): boolean {
  const decrypts = services.some(({ annotations }) => Object.keys(annotations).some((name) => /ssl|tls|cert/i.test(name)));
  return !decrypts && services.some(({ type }) => type === 'LoadBalancer') && !services.some(({ type }) => type === 'ClusterIP' || type === 'NodePort');
}

interface Missed {
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly others: readonly BoundServer[];
}

function missedHosts({ server, workload }: BoundServer, secure: SecureServers, { completeness }: Mesh): Missed | undefined {
  const byHost = server.hosts.map((host) => ({ host, others: secure.of(host, workload) }));
  const elsewhere = byHost.find(({ others }) => others.length > 0 && others.every((each) => isOffPort(each)));
  if (elsewhere !== undefined) {
    const ports = elsewhere.others.map(({ server: { port } }) => port.number);
    return { hosts: [elsewhere.host], ports: [...new Set(ports)].slice(0, MOST_SHOWN), others: elsewhere.others.slice(0, MOST_SHOWN) };
  }
  const hosts = byHost.filter(({ others }) => others.length === 0).map(({ host }) => host);
  return hosts.length > 0 && completeness.has('Gateway') ? { hosts, ports: [], others: [] } : undefined;
}

const MOST_SHOWN = 3;

/** Whether clients are known not to reach a server by port 443. */
function isOffPort({ listener, workload: { services, containers } }: BoundServer): boolean {
  if (listener === undefined || services.length === 0) return false;
  const leading = serviceTargets(services, containers).filter((target) => target.listener === undefined || target.listener === listener);
  return leading.length > 0 && leading.every((target) => target.listener === listener && target.port.number !== HTTPS_PORT);
}

/** The servers for TLS, by host: of one gateway workload, and of those that may be the same pods since nothing is known of theirs. */
class SecureServers {
  private readonly byWorkload = new Map<Workload | undefined, HostTrie<BoundServer>>();

  constructor(servers: readonly BoundServer[]) {
    for (const bound of servers) {
      if (!isTls(bound.server.protocol)) continue;
      const key = bound.workload.ref === undefined ? undefined : bound.workload;
      const trie = this.byWorkload.get(key) ?? new HostTrie();
      this.byWorkload.set(key, trie);
      for (const host of bound.server.hosts) trie.add(parseServerHost(host).name, bound);
    }
  }

  public of(host: string, workload: Workload): readonly BoundServer[] {
    return [workload, undefined].flatMap((key) => this.byWorkload.get(key)?.overlapping(parseServerHost(host).name) ?? []);
  }
}
