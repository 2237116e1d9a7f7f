import { isPlainHttp, isTls, parseProtocol, protocolOfPort } from '../../lib/values/protocol';

describe('the protocol of a Service port', () => {
  test.each([
    [{ number: 80, name: 'http' }, 'HTTP'],
    [{ number: 80, name: 'http-web' }, 'HTTP'],
    [{ number: 80, name: 'HTTP2' }, 'HTTP2'],
    [{ number: 80, name: 'grpc-web-api' }, 'GRPC-Web'],
    [{ number: 80, name: 'grpc-api' }, 'GRPC'],
    [{ number: 443, name: 'https' }, 'HTTPS'],
    [{ number: 443, name: 'tls-any' }, 'TLS'],
    [{ number: 15021, name: 'status-port' }, 'unsupported'],
    [{ number: 80 }, 'unsupported'],
    [{ number: 3306 }, 'TCP'],
    [{ number: 3306, name: 'mysql' }, 'MySQL'],
    [{ number: 80, name: 'http', protocol: 'UDP' }, 'UDP'],
    [{ number: 80, name: 'tcp', appProtocol: 'http' }, 'HTTP'],
    [{ number: 80, name: 'http', appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'],
    [{ number: 80, name: 'http', appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
  ])('%j is %s', (port, protocol) => {
    expect(protocolOfPort(port)).toBe(protocol);
  });
});

test('protocols of a Gateway are read in any case', () => {
  expect(['http', 'Https', 'GRPC-WEB', 'mongo', 'ftp'].map(parseProtocol)).toEqual(['HTTP', 'HTTPS', 'GRPC-Web', 'Mongo', 'unsupported']);
});

test('plain HTTP, TLS and the rest are told apart', () => {
  expect([isPlainHttp('GRPC'), isPlainHttp('HTTPS'), isPlainHttp('TCP')]).toEqual([true, false, false]);
  expect([isTls('TLS'), isTls('HTTPS'), isTls('HTTP')]).toEqual([true, true, false]);
});
