// The same door from an ES module: prints what becomes of a request.
import { get } from 'cdk8s-istio/testing';

process.stdout.write(get([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hello' } }], 'http://hello.example.com/').outcome.kind);
