import type { HttpChain, Listener, PassthroughChain, TcpChain } from '../../model/build/build';
import { passesTlsOn } from '../../model/gateway';
import type { Asked } from '../match';
import type { ParsedRequest } from '../request';
import type { ClientAddress } from './client-address';

/** What policies are asked about: a connection, and of HTTP the request on it. */
export interface Call {
  /** Port that the listener has on the pods. */
  readonly port: number | undefined;
  /** In small letters, and empty where the connection asks for no name, or is plain text. */
  readonly sni: string;
  /** Whether the gateway sees a certificate of the client: who that is, the router does not know. */
  readonly hasPeer: boolean;
  readonly sourceIp: string | undefined;
  readonly address: ClientAddress;
  /** Undefined of a connection that the gateway does not read as HTTP. */
  readonly asked?: Asked;
}

const ASKING = new Set(['MUTUAL', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL']);

export function callOn(chain: HttpChain | TcpChain | PassthroughChain, { port }: Listener, request: ParsedRequest, address: ClientAddress): Call {
  const { server } = chain.kind === 'http' ? chain.servers[0] : chain.server;
  const asks = chain.terminatesTls && server.tls !== undefined && !passesTlsOn(server) && ASKING.has(server.tls.mode);
  return { port, sni: request.sni?.toLowerCase() ?? '', hasPeer: asks && request.clientCertificate, sourceIp: request.sourceIp, address };
}
