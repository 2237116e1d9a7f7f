import type { Finding, Rule, SeveritySetting } from '../rules/define-rule';
import { rules } from '../rules/registry';
import { oneOf } from '../values/words';
import { ruleNamed } from './rule-named';

const LEVELS: readonly SeveritySetting[] = ['off', 'info', 'warning', 'error'];

/** What users say how much the findings of a rule count. */
export class Severities {
  /**
   * From texts such as `MESH101=warning`; of several for one rule the last counts.
   *
   * @throws where a text is none such, or there is no rule with its code
   */
  public static parse(texts: readonly string[]): Severities {
    return new Severities(new Map(texts.map(parse)));
  }

  private constructor(private readonly byCode: ReadonlyMap<string, SeveritySetting>) {}

  /** The rules that are not off. */
  public get rules(): readonly Rule[] {
    return rules.filter(({ code }) => this.byCode.get(code) !== 'off');
  }

  public apply(finding: Finding): Finding {
    const level = this.byCode.get(finding.code) ?? finding.severity;
    return level === 'off' ? finding : { ...finding, severity: level };
  }
}

function parse(text: string): [string, SeveritySetting] {
  const [, code, level] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (code === undefined) throw new Error(`a severity is CODE=${LEVELS.join('|')}, not "${text}"`);
  if (!isLevel(level)) throw new Error(`there is no severity "${level}"; use ${oneOf(LEVELS)}`);
  return [ruleNamed(code).code, level];
}

function isLevel(text: string): text is SeveritySetting {
  return LEVELS.some((level) => level === text);
}
