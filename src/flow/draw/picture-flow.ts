import type { FlowSet } from '../flow-set';
import type { Language } from '../message';
import type { FlowSources } from '../read-flow-files';
import {
  eachLabel,
  type FlowDefinition,
  type FlowWords,
  type InputDefinition,
  longOption,
  type StepDefinition,
  type UtteranceWords,
} from '../schema';
import { type Captions, captions } from './captions';
import { describePicture } from './describe-picture';
import { legendOf } from './legend';
import type { Arrow, ArrowLabel, Box, Content, Picture } from './picture';
import { openingWords, waysInto } from './surroundings';

/**
 * A picture of one flow in one language: every step with what it says, every answer with where it leads.
 *
 * @returns null when there is no flow of that name
 */
export function pictureFlow(flows: FlowSet, flow: string, language: Language): Picture | null {
  const { sources } = flows;
  const definition = sources.flows.get(flow)?.content;
  if (definition === undefined) return null;
  const drawing = new FlowDrawing(sources, definition, language);
  const picture = {
    title: flow,
    language,
    boxes: drawing.boxes,
    arrows: drawing.arrows,
    legend: legendOf(sources, language),
  };
  return { ...picture, description: describePicture(picture) };
}

class FlowDrawing {
  readonly boxes: Box[] = [];
  readonly arrows: Arrow[] = [];
  private readonly words: FlowWords;
  private readonly captions: Captions;

  constructor(
    private readonly sources: FlowSources,
    private readonly flow: FlowDefinition,
    private readonly language: Language,
  ) {
    this.words = sources.words[language].flows.get(flow.flow)?.content ?? {};
    this.captions = captions[language];
    this.addStart();
    for (const [name, step] of Object.entries(flow.steps)) {
      if (isPassage(step)) continue;
      this.addStep(name, step);
    }
  }

  private addStart(): void {
    const { happened, said, flows } = waysInto(this.sources, this.flow.flow, this.language);
    const ways = [...happened, ...said, ...(flows.length > 0 ? [`← ${flows.join(', ')}`] : [])];
    const contents = ways.map((text): Content => ({ kind: 'remark', text }));
    this.boxes.push({ id: 'start', kind: 'start', name: null, contents });
    this.lead('start', [{ target: this.flow.start, label: null }]);
  }

  private addStep(name: string, step: StepDefinition): void {
    const id = stepId(name);
    this.boxes.push({ id, kind: kindOf(step), name, contents: this.contentsOf(name, step) });
    if (step.end) this.lead(id, [{ target: null, label: null }]);
    if (step.go !== undefined) this.arrows.push({ from: id, to: this.flowBox(step.go), labels: [] });
    this.lead(id, this.waysOn(name, step));
  }

  private contentsOf(name: string, step: StepDefinition): readonly Content[] {
    const { effects, forgets } = this.captions;
    const remarks = [
      ...(step.effect === undefined ? [] : [effects[step.effect]]),
      ...(step.forget === undefined ? [] : [`${forgets}: ${step.forget.join(', ')}`]),
      ...(step.call === undefined ? [] : [step.call]),
      ...(step.branch === undefined
        ? []
        : [`${[...new Set(step.branch.map(({ when }) => when.fact))].join(', ')}?`]),
      ...(step.enter === undefined ? [] : [this.entering(name, step.enter)]),
    ];
    return [
      ...(step.say ?? []).flatMap((key) => this.said(key)),
      ...remarks.map((text): Content => ({ kind: 'remark', text })),
      ...(step.enter === undefined ? [] : this.openingOf(step.enter)),
    ];
  }

  private entering(step: string, flow: string): string {
    const { comesBack } = this.captions;
    return step === flow ? `⇄ ${comesBack}` : `⇄ ${flow} · ${comesBack}`;
  }

  private said(key: string): readonly Content[] {
    const written = Object.hasOwn(this.words, key)
      ? (this.words[key] as UtteranceWords | undefined)
      : undefined;
    if (written === undefined) return [];
    if (typeof written === 'string') return [{ kind: 'words', text: written }];
    if (Array.isArray(written)) return [{ kind: 'words', text: written[0] ?? '' }];
    const buttons = written.buttons.map(({ label }) => label);
    return [{ kind: 'card', title: written.title, text: written.body, buttons }];
  }

  private waysOn(name: string, step: StepDefinition): readonly WayOn[] {
    const { ask } = step;
    const conditions = (step.branch ?? []).map(({ when, then }): WayOn => {
      const { known, unknown } = this.captions;
      const text = when.is === undefined ? (when.known ? known : unknown) : `= ${String(when.is)}`;
      const isOnlyFact = new Set(step.branch?.map(({ when: { fact } }) => fact)).size === 1;
      return { target: then, label: { kind: 'condition', text: isOnlyFact ? text : `${when.fact} ${text}` } };
    });
    return [
      ...(step.then === undefined ? [] : [{ target: step.then, label: null }]),
      ...conditions,
      ...(step.else === undefined ? [] : [this.condition(step.else, this.captions.otherwise)]),
      ...Object.entries(step.outcomes ?? {}).map(([outcome, then]) => this.condition(then, outcome)),
      ...Object.entries(ask?.options ?? {}).map(
        ([option, written]): WayOn => ({
          target: longOption(written).then,
          label: { kind: 'button', text: this.label(name, option) },
        }),
      ),
      ...(ask?.each === undefined
        ? []
        : [
            {
              target: ask.each.then,
              label: { kind: 'button', text: this.label(name, eachLabel) } as const,
            },
          ]),
      ...(ask?.input === undefined ? [] : this.typed(ask.input)),
    ];
  }

  private condition(target: string, text: string): WayOn {
    return { target, label: { kind: 'condition', text } };
  }

  private typed(input: InputDefinition): readonly WayOn[] {
    const { typed, tooLong } = this.captions;
    const longer = input.kind === 'text' ? input.longer : undefined;
    return [
      { target: input.then, label: { kind: 'typed', text: typed[input.kind] } },
      ...(longer === undefined ? [] : [{ target: longer, label: { kind: 'typed', text: tooLong } } as const]),
    ];
  }

  private label(step: string, option: string): string {
    return this.words.options?.[step]?.[option] ?? option;
  }

  /** Draws ways on; those that lead to the same place share an arrow. */
  private lead(from: string, ways: readonly WayOn[]): void {
    const labels = new Map<string, ArrowLabel[]>();
    for (const { target, label } of ways) {
      const to = this.boxFor(target);
      if (to === null) continue;
      labels.set(to, [...(labels.get(to) ?? []), ...(label === null ? [] : [label])]);
    }
    for (const [to, along] of labels) this.arrows.push({ from, to, labels: along });
  }

  /** The box of a step, of the flow that it only passes on to, or of the end. */
  private boxFor(target: string | null): string | null {
    if (target === null) return this.endBox();
    const step = Object.hasOwn(this.flow.steps, target) ? this.flow.steps[target] : undefined;
    if (step === undefined) return null;
    return isPassage(step) ? this.flowBox(step.go ?? '') : stepId(target);
  }

  private flowBox(flow: string): string {
    const id = `flow_${idOf(flow)}`;
    if (!this.boxes.some((box) => box.id === id)) {
      this.boxes.push({ id, kind: 'flow', name: flow, contents: this.openingOf(flow) });
    }
    return id;
  }

  private openingOf(flow: string): readonly Content[] {
    const text = openingWords(this.sources, flow, this.language);
    return text === null ? [] : [{ kind: 'words', text }];
  }

  private endBox(): string {
    const contents = [{ kind: 'remark', text: this.captions.end } as const];
    if (!this.boxes.some(({ id }) => id === 'end')) {
      this.boxes.push({ id: 'end', kind: 'end', name: null, contents });
    }
    return 'end';
  }
}

interface WayOn {
  /** A step, or null for the end. */
  readonly target: string | null;
  readonly label: ArrowLabel | null;
}

/** A step that does nothing but lead to another flow: the flow is drawn in its place. */
function isPassage(step: StepDefinition): boolean {
  return (
    step.go !== undefined && step.say === undefined && step.effect === undefined && step.forget === undefined
  );
}

function kindOf(step: StepDefinition): Box['kind'] {
  if (step.ask !== undefined) return 'question';
  if (step.call !== undefined) return 'service';
  if (step.branch !== undefined) return 'branch';
  return step.enter === undefined ? 'said' : 'flow';
}

function stepId(step: string): string {
  return `step_${idOf(step)}`;
}

function idOf(name: string): string {
  return name.replaceAll('-', '_');
}
