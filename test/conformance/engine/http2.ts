import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import tls from 'node:tls';
import type { HttpResponse } from './http';

/** Where and how to ask. */
export interface Http2Request {
  readonly host: string;
  /** The client's own. */
  readonly localAddress?: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** With a `host`, which becomes the authority. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of TLS; plain text where there are none. */
  readonly tls?: Pick<tls.ConnectionOptions, 'servername' | 'key' | 'cert'>;
}

const LONGEST_ANSWER_MS = 10_000;

/**
 * Sends one request on a connection of its own, as a client that prefers HTTP/2: over TLS it speaks HTTP/1.1 where the server does not
 * choose HTTP/2 by ALPN, and in plain text it takes for granted that the server knows HTTP/2.
 */
export async function sendHttp2(request: Http2Request): Promise<HttpResponse> {
  const socket = await connect(request);
  try {
    return await (socket instanceof tls.TLSSocket && socket.alpnProtocol !== 'h2' ? overHttp1(socket, request) : overHttp2(socket, request));
  } finally {
    socket.destroy();
  }
}

function connect({ host, port, localAddress, tls: secure }: Http2Request): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const plain = net.connect({ host, port, localAddress }, () => secure === undefined && resolve(plain)).once('error', reject);
    if (secure === undefined) return;
    const socket = tls.connect({ socket: plain, ALPNProtocols: ['h2', 'http/1.1'], rejectUnauthorized: false, ...secure }, () => resolve(socket)).once('error', reject);
  });
}

function overHttp1(socket: net.Socket, { method, path, headers }: Http2Request): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
    const request = http.request({ createConnection: () => socket, method, path, headers, signal }, (response) => {
      response.on('error', reject).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })).resume();
    });
    request.on('error', reject).end();
  });
}

function overHttp2(socket: net.Socket, { method, path, headers: { host, ...headers }, tls: secure }: Http2Request): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const session = http2.connect('http://gateway', { createConnection: () => socket });
    session.on('error', reject).on('close', () => reject(closed()));
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const stream = session.request({ ':method': method, ':path': path, ':authority': host, ':scheme': secure === undefined ? 'http' : 'https', ...lowered }, { endStream: true, signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
    stream.on('response', ({ ':status': status = 0, ...rest }) => {
      stream.on('end', () => resolve({ status, headers: rest as http.IncomingHttpHeaders, body: '' })).resume();
    });
    // Also one that ends without an answer.
    stream.on('error', reject).on('close', () => reject(closed()));
  });
}

function closed(): NodeJS.ErrnoException {
  return Object.assign(new Error('the connection was closed before there was an answer'), { code: 'ECONNRESET' });
}
