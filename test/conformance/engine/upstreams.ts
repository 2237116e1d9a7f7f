import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { placeOf } from './programs';

/** What an upstream says of the request that reached it. */
export const CLUSTER = 'x-conformance-cluster';
export const PATH = 'x-conformance-path';
export const AUTHORITY = 'x-conformance-authority';

const TLS_HANDSHAKE = 22;
const HTTP2_PREFACE = 'PRI * HTTP/2.0';

/** Starts one upstream for each cluster, on a free port of loopback, and ends them all when the work is done or fails. */
export async function withUpstreams<T>(clusters: readonly string[], work: (ports: ReadonlyMap<string, number>) => Promise<T>): Promise<T> {
  const started: Upstream[] = [];
  try {
    for (const cluster of clusters) started.push(await Upstream.start(cluster));
    return await work(new Map(started.map(({ cluster, port }) => [cluster, port])));
  } finally {
    for (const upstream of started) upstream.end();
  }
}

/** Answers HTTP/1.1 and HTTP/2 in plaintext, and HTTP/1.1 over TLS, on one port: what passes through a gateway arrives encrypted. */
class Upstream {
  static async start(cluster: string): Promise<Upstream> {
    const upstream = new Upstream(cluster);
    await new Promise<void>((resolve, reject) => upstream.#server.once('error', reject).listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(readonly cluster: string) {
    const headersFor = (path = '', authority = '') => ({ [CLUSTER]: cluster, [PATH]: path, [AUTHORITY]: authority });
    const answer = (request: http.IncomingMessage, response: http.ServerResponse): void => {
      response.writeHead(200, headersFor(request.url, request.headers.host)).end();
    };
    const plain = http.createServer(answer);
    const plain2 = http2.createServer().on('stream', (stream, { ':path': path, ':authority': authority }) => {
      stream.respond({ ':status': 200, ...headersFor(path, authority) }, { endStream: true });
    });
    const secure = https.createServer({ key: readFileSync(placeOf('key')), cert: readFileSync(placeOf('certificate')) }, answer);
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy());
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        const server = first[0] === TLS_HANDSHAKE ? secure : first.toString('latin1').startsWith(HTTP2_PREFACE) ? plain2 : plain;
        server.emit('connection', socket);
        // Only then: resumed at once, a TLS connection would never read what was put back.
        process.nextTick(() => socket.resume());
      });
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  end(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
