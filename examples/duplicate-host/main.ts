import { App } from 'cdk8s';
import { conflict, otherPort, otherWorkload } from './apps';

const apps = { 'conflict': conflict, 'other-port': otherPort, 'other-workload': otherWorkload };
const name = process.argv[2] ?? 'conflict';
if (!(name in apps)) throw new Error(`there is no app "${name}"; choose one of ${Object.keys(apps).join(', ')}`);

const app = new App();
apps[name as keyof typeof apps](app);
app.synth();
