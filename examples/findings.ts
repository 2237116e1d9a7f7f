import type { App } from 'cdk8s';

/**
 * What the checks say of an app: its warnings, empty where there are none.
 *
 * @throws for errors, as every synth does
 */
export function findings(app: App): string {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    app.synthYaml();
    return told.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    told.mockRestore();
  }
}
