import { analyzeFindings, validateFindings } from './findings';

const ended = (code: number, stdout: string, stderr = '') => ({ code, stdout, stderr });

describe('istioctl validate', () => {
  test('has nothing to say of a valid file', () => {
    expect(validateFindings(ended(0, '', '"a.yaml" is valid\n'))).toEqual([]);
  });

  test('notes without a level are information: it calls such a file valid', () => {
    const note = 'deployment "hello/web:" may not provide Istio metrics and telemetry labels: map["app":"hello"]. See https://istio.io';
    expect(validateFindings(ended(0, '', `${note}\n"a.yaml" is valid\n`))).toEqual([{ tool: 'istioctl validate', level: 'Info', text: note }]);
  });

  test('warnings are told by words only', () => {
    const text = '"a.yaml" has warnings: \n\t* VirtualService//v: virtualService rule #1 not used';
    expect(validateFindings(ended(0, '', `${text}\n\n`))).toEqual([{ tool: 'istioctl validate', level: 'Warning', text }]);
  });

  test('errors are told by the exit code', () => {
    expect(validateFindings(ended(1, '', 'Error: unknown field "fooo"\n'))).toEqual([
      { tool: 'istioctl validate', level: 'Error', text: 'Error: unknown field "fooo"' },
    ]);
  });
});

describe('the analyzers', () => {
  test('give each message its level and code', () => {
    const messages = [{ code: 'IST0101', level: 'Error', origin: 'VirtualService v', message: 'Referenced gateway not found: "g"' }];
    expect(analyzeFindings('istioctl analyze', ended(0, JSON.stringify(messages)))).toEqual([
      { tool: 'istioctl analyze', level: 'Error', code: 'IST0101', text: 'VirtualService v: Referenced gateway not found: "g"' },
    ]);
  });

  test('congratulate on standard error, which is no finding', () => {
    expect(analyzeFindings('istioctl analyze', ended(0, '[]', '✔ No validation issues found when analyzing a.yaml.\n'))).toEqual([]);
  });

  test('that could not read the file have found an error, whatever their exit code', () => {
    const found = analyzeFindings('istioctl analyze', ended(0, '[]', 'Error(s) adding files: not YAML\n✔ No validation issues found.'));
    expect(found).toEqual([{ tool: 'istioctl analyze', level: 'Error', text: 'Error(s) adding files: not YAML' }]);
  });
});
