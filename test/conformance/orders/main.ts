import { named } from '../case';
import { main, numberOf } from '../main';
import { heard, said } from '../routing/agreement';
import { routingFor } from '../routing/routing-for';
import type { Outcome } from '../../../lib/router/outcome';
import { askInAllAges } from './ask-all-ages';
import { generateOpenQuestion } from './question';

// Usage: main.ts [--seed N] [--count N] [--requests N]
// Makes up small meshes whose Gateways and VirtualServices have no ages, asks the real engine in every order of ages, ties among them,
// and prints where the outcomes that the router names are not those that the engine comes to.
// Exit code: 0 they agree, 1 they do not, 2 the engine could not be asked.

async function orders(args: readonly string[]): Promise<number> {
  const [first, count, requests] = [numberOf(args, '--seed') ?? 1, numberOf(args, '--count') ?? 20, numberOf(args, '--requests') ?? 100];
  const totals = { asked: 0, open: 0, differing: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const question = generateOpenQuestion(seed, requests);
    const route = routingFor(question.manifests, question.gateway);
    const answers = await askInAllAges(question);
    const compared = question.requests.map((request, index) => ({ request, outcome: route(request), heard: [...new Set(answers[index].map(heard))] }));
    const found = compared.map((each) => ({ ...each, why: difference(each.outcome, each.heard) })).filter(({ why }) => why !== undefined);
    totals.asked += compared.length;
    totals.open += compared.filter(({ outcome }) => outcome.kind === 'depends-on-order').length;
    totals.differing += found.length;
    if (found.length > 0) console.log([`seed ${seed}: ${found.length} differ`, ...found.slice(0, 3).map(({ request, why }) => `${named(request)}\n    ${why}`)].join('\n  '));
  }
  console.log(`${totals.asked - totals.differing} of ${totals.asked} requests agree, ${totals.open} of them hang on the order (${count} seeds from ${first})`);
  return totals.differing > 0 ? 1 : 0;
}

/** Each answer must be one of the outcomes, and each outcome one of the answers; of a split any of its destinations stands for it. */
function difference(outcome: Outcome, answers: readonly string[]): string | undefined {
  const outcomes = (outcome.kind === 'depends-on-order' ? outcome.outcomes : [outcome]).map((each) => [said(each)].flat());
  const surprising = answers.filter((answer) => !outcomes.some((lines) => lines.includes(answer)));
  const missing = outcomes.filter((lines) => !lines.some((line) => answers.includes(line)));
  if (surprising.length + missing.length === 0) return undefined;
  return [...surprising.map((answer) => `only the engine: ${answer}`), ...missing.map((lines) => `only the router: ${lines.join(' or ')}`)].join('\n    ');
}

main(orders);
