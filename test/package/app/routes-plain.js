// The same door from plain JavaScript: prints what becomes of a request.
const { get } = require('cdk8s-istio/testing');

process.stdout.write(get([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hello' } }], 'http://hello.example.com/').outcome.kind);
