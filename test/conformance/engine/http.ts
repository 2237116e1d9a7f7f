import http from 'node:http';
import https from 'node:https';

export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const LONGEST_ANSWER_MS = 10_000;

/** Sends one request on a connection of its own; the certificate is ours, so it is not verified. */
export function send(secure: boolean, options: https.RequestOptions): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const client = secure ? https : http;
    const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
    const request = client.request({ host: '127.0.0.1', agent: false, rejectUnauthorized: false, signal, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject).end();
  });
}
