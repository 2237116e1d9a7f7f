import { isPortNumber, isUnixAddress, whyNoUnixAddress } from '../values/address';
import { isIpAddress } from '../values/dns-name';
import type { IngressWorkload } from './ingress-workload';
import { pickServerPort, type ServerProtocol } from './server-port';

/** Where a server listens. */
export interface Listening {
  /** Port of the ingress Service, by number or name. */
  readonly port?: number | string;
  readonly bind?: string;
}

/** @throws where it is no address that a gateway can listen at, or the port does not go with it */
export function checkBind({ bind, port }: Listening): void {
  if (bind === undefined) return;
  if (isUnixAddress(bind)) {
    const why = whyNoUnixAddress(bind);
    if (why !== undefined) throw new Error(`bind "${bind}" ${why}; give a path, such as "unix:///var/run/web.sock"`);
    if (port !== undefined) throw new Error(`bind "${bind}" is a socket in the file system, which takes no port, and ${port} is given; leave port out`);
  } else if (!isIpAddress(bind)) {
    throw new Error(`bind "${bind}" is not an IP address; give one of the gateway's pods, or a socket such as "unix:///var/run/web.sock"`);
  } else if (isLoopback(bind) && (typeof port !== 'number' || !isPortNumber(port))) {
    throw new Error(`bind "${bind}" is reached from within the gateway's pods alone, where no Service leads; say with port: ... the number that is called there`);
  }
}

/**
 * The number of a server's port: that of the ingress Service, where the server is reached by it.
 *
 * @throws as `pickServerPort` does
 */
export function serverPort(ingress: IngressWorkload, protocol: ServerProtocol, { bind, port }: Listening): number {
  if (isBehindService(bind)) return pickServerPort(ingress, protocol, port).number;
  return typeof port === 'number' ? port : 0;
}

/** Whether what a Service sends can arrive there: neither at a socket in the file system nor at the pods' own loopback address. */
export function isBehindService(bind: string | undefined): boolean {
  return bind === undefined || !(isUnixAddress(bind) || isLoopback(bind));
}

function isLoopback(bind: string): boolean {
  return bind === '::1' || /^127\./.test(bind);
}
