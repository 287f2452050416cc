import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initialState, languages, loadFlows, type Proof, proveFlows } from '../../src/flow';
import { Draft } from '../../src/flow/draft';
import { FlowGraph } from '../../src/flow/flow-graph';
import type { FlowSet } from '../../src/flow/flow-set';
import { meaningOf } from '../../src/flow/match-answer';
import { shippedContent } from '../cli/shipped-content';
import { copySmallSet, loadAskingSet, loadSmallSet, smallServices } from './small-set';

const promised = ['person', 'later', 'stop', 'crisis'] as const;

function proofNamed(proofs: readonly Proof[], name: string): Proof | undefined {
  return proofs.find((proof) => proof.name === name);
}

/** Every wording of a promised move at every question, in every language, that does not do what was promised. */
function broken({ flows, services }: ReturnType<typeof shippedContent>): readonly string[] {
  const graph = new FlowGraph(flows.sources);
  return graph.questions.flatMap(({ flow, step }) =>
    languages.flatMap((language) => {
      const about = flows.flows.get(flow)?.steps.get(step)?.way;
      const held = about?.kind === 'ask' ? about.about : [];
      const state = {
        ...initialState(language),
        position: { flow, step },
        held: Object.fromEntries(held.map((name) => [name, { value: 'x', source: 'm' }])),
      };
      const draft = new Draft(flows, state, { now: 0, happenedAt: 0, source: 'm', seed: 1, services });
      return promised.flatMap((name) =>
        wordingsOf(flows, name)
          .filter((words) => !keepsPromise(flows, draft, name, words))
          .map((words) => `${flow}/${step} (${language}): ${words} is not ${name}`),
      );
    }),
  );
}

function wordingsOf(flows: FlowSet, name: string): readonly string[] {
  return languages.flatMap((language) => {
    const { labels, phrases } = flows.sources.words[language].moves.content;
    return [...(labels[name] === undefined ? [] : [labels[name]]), ...(phrases[name] ?? [])];
  });
}

function keepsPromise(flows: FlowSet, draft: Draft, name: string, words: string): boolean {
  const meaning = meaningOf(draft, words);
  if (meaning.kind === 'move') return meaning.move.name === name;
  if (meaning.kind !== 'option') return false;
  // An option may say the same as a move when it leads to the same flow.
  const { flow } = meaning.question.position;
  const way = flows.flows.get(flow)?.steps.get(meaning.option.step)?.way;
  const action = flows.moves.get(name)?.action;
  return way?.kind === 'go' && action !== undefined && 'flow' in action && way.flow === action.flow;
}

describe('the proofs', () => {
  const flows = loadSmallSet();
  const proofs = proveFlows(flows, smallServices);

  it('say what was looked at, and how much', () => {
    const told = proofs.map(({ statement }) => statement.replace(/in \d+ wordings/, 'in its wordings'));
    expect(told).toEqual([
      'A person is one move away from all 7 questions, in 3 languages: a button under 6, and understood at all of them in its wordings.',
      '“Another time” is one move away from all 7 questions, in 3 languages: a button under 7, and understood at all of them in its wordings.',
      '“Stop” is one move away from all 7 questions, in 3 languages: understood at all of them in its wordings.',
      'The lines that answer at once are one move away from all 7 questions, in 3 languages: a button under 6, and understood at all of them in its wordings.',
      'Whoever asks for the lines that answer at once, or is in danger, is shown numbers to call in that same turn: 8 openings followed on every way, in 3 languages.',
      'Each of the 7 questions can be left unanswered: 7 can be put off by a button, and 2 have an answer that is not remembered.',
      'What is personal is not declared (flows/facts.yaml), so nothing is known about its purpose.',
      'Nothing is done that was not chosen: 0 calls that change something and 1 erasure, each behind an answer.',
      expect.stringMatching(/^No turn goes round without waiting for the person: \d+ steps followed/),
      expect.stringMatching(/^No answer is met with silence, .*: \d+ turns measured on every way\.$/),
      expect.stringMatching(/^There is no dead end: 7 questions/),
    ]);
    expect(proofs.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('count facts that are personal, and the questions that ask for them', () => {
    const root = copySmallSet();
    try {
      const of = (personal: boolean): string =>
        `{ personal: ${personal}, why: { ja: x, ja-easy: x, en: x }, kept: { ja: x, ja-easy: x, en: x } }`;
      const declared = ['nickname', 'standpoint', 'language'].map(
        (fact) => `  ${fact}: ${of(fact === 'nickname')}\n`,
      );
      writeFileSync(join(root, 'flows', 'facts.yaml'), `specVersion: 2\nfacts:\n${declared.join('')}`);
      const loaded = loadFlows({ flows: join(root, 'flows'), locales: join(root, 'locales') });
      const purpose = loaded.ok ? proofNamed(proveFlows(loaded.flows, smallServices), 'purpose') : undefined;
      expect(purpose?.counted).toEqual({ facts: 1, questions: 1 });
      expect(purpose?.problems).toHaveLength(1);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('hold a promised word against typed input: at no question does it become an answer', () => {
    // The small set remembers what is typed; the asking set holds it first.
    expect(broken({ flows, services: smallServices })).toEqual([]);
    expect(broken({ flows: loadAskingSet(), services: smallServices })).toEqual([]);
  });
});

describe('the promises of the shipped flows', () => {
  const content = shippedContent(join(__dirname, '..', '..'));

  it('are all proved', () => {
    const proofs = proveFlows(content.flows, content.services);
    expect(proofs.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(proofNamed(proofs, 'person')?.counted.questions).toBeGreaterThan(20);
  });

  it('are kept by the interpreter: every wording of a person, later, stop and crisis, at every question', () => {
    expect(broken(content)).toEqual([]);
  });
});
