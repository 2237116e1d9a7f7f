import { App } from 'cdk8s';
import { asIngress, withEgress } from './app';

const apps = { 'egress': withEgress, 'as-ingress': asIngress };
const name = process.argv[2] ?? 'egress';
if (!(name in apps)) throw new Error(`there is no app "${name}"; choose one of ${Object.keys(apps).join(', ')}`);

const app = new App();
apps[name as keyof typeof apps](app);
app.synth();
