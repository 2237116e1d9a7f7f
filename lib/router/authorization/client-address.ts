import type { Mesh } from '../../model/mesh';
import type { Workload } from '../../model/workload';
import { isIpAddress } from '../../values/dns-name';
import { asRecord, isGiven } from '../../values/read';
import type { ParsedRequest } from '../request';
import type { Open } from './verdict';

const SOURCE: Open = { kind: 'unknown', needs: 'the address that the connection comes from (sourceIp, --source-ip), which a policy asks for' };

/** The addresses of a client as the pods of a gateway see it. */
export class ClientAddress {
  private readonly hops: number;
  private readonly open?: Open;

  constructor({ config: { manifest, numTrustedProxies } }: Mesh, { annotations = {} }: Workload) {
    const { proxyProtocol } = asRecord(asRecord(manifest.defaultConfig).gatewayTopology);
    this.hops = numTrustedProxies;
    const own = annotations['proxy.istio.io/config'] ?? '';
    if (isGiven(proxyProtocol)) this.open = { kind: 'unsupported', feature: 'gatewayTopology.proxyProtocol' };
    if (own.includes('gatewayTopology')) this.open = { kind: 'unsupported', feature: 'gatewayTopology in the annotation proxy.istio.io/config' };
  }

  /** Where the connection comes from. */
  public direct({ sourceIp }: Pick<ParsedRequest, 'sourceIp'>): string | Open {
    return sourceIp ?? SOURCE;
  }

  /** Where the request comes from: behind trusted proxies what the first of them says. */
  public remote({ sourceIp, headers }: Pick<ParsedRequest, 'sourceIp' | 'headers'>): string | Open {
    if (this.open !== undefined) return this.open;
    const said = this.hops === 0 ? undefined : headers.get('x-forwarded-for')?.split(',').at(-this.hops)?.trim();
    return said !== undefined && isIpAddress(said) ? said : sourceIp ?? SOURCE;
  }
}
