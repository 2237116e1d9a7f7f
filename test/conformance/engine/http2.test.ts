import http2 from 'node:http2';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { sendHttp2 } from './http2';

async function portOf(server: Server | http2.Http2Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('a request in plain text is HTTP/2 at once, with the host for its authority and names of headers in small letters', async () => {
  const server = http2.createServer().on('stream', (stream, headers) => {
    stream.respond({ ':status': 418, 'seen': [headers[':method'], headers[':scheme'], headers[':authority'], headers[':path'], headers['x-team']].join(' ') }, { endStream: true });
  });
  try {
    const request = { host: '127.0.0.1', port: await portOf(server), method: 'POST', path: '/a//b?q', headers: { 'host': 'Shop.example', 'X-Team': 'b' } };
    expect(await sendHttp2(request)).toMatchObject({ status: 418, headers: { seen: 'POST http Shop.example /a//b?q b' } });
  } finally {
    server.close();
  }
});

test('a server that closes the connection gives no answer', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).end());
  try {
    await expect(sendHttp2({ host: '127.0.0.1', port: await portOf(server), method: 'GET', path: '/', headers: { host: 'a' } })).rejects.toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE|ERR_HTTP2)/) });
  } finally {
    server.close();
  }
});
