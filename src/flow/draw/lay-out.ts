import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre';
import { joinArrows, type LaidArrow, type Point } from './join-arrows';
import type { Arrow, ArrowLabel, Box, BoxKind, Content, Legend, Picture } from './picture';
import { widthOf, wrapText } from './wrap-text';

/** How text of one kind is set: in pixels, with the width of a line in em. */
interface TextStyle {
  readonly size: number;
  readonly leading: number;
  readonly em: number;
  readonly linesAtMost: number;
}

export type LineStyle = 'name' | 'words' | 'title' | 'remark' | 'button' | 'pill' | 'condition' | 'heading';

const textStyles: Readonly<Record<LineStyle, TextStyle>> = {
  name: { size: 11, leading: 18, em: 24, linesAtMost: 1 },
  words: { size: 13, leading: 20, em: 15, linesAtMost: 3 },
  title: { size: 13, leading: 20, em: 15, linesAtMost: 2 },
  remark: { size: 11.5, leading: 18, em: 16, linesAtMost: 2 },
  button: { size: 12, leading: 20, em: 15, linesAtMost: 1 },
  pill: { size: 12.5, leading: 18, em: 10.5, linesAtMost: 2 },
  condition: { size: 11.5, leading: 17, em: 12, linesAtMost: 2 },
  heading: { size: 12, leading: 20, em: 40, linesAtMost: 1 },
};

/** A line of text on its baseline, from its left end or around its middle. */
export interface Line {
  readonly style: LineStyle;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly around?: true;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something drawn as a rectangle with lines in it. */
export interface Panel extends Rectangle {
  readonly lines: readonly Line[];
}

export interface LaidBox extends Panel {
  readonly box: Box;
  /** Where one thing in the box ends and the next begins. */
  readonly rules: readonly number[];
}

export interface LaidLabel extends Panel {
  readonly kind: ArrowLabel['kind'];
}

export interface LaidLegend extends Rectangle {
  readonly heading: Line;
  readonly spokenHeading: Line | null;
  readonly pills: readonly Panel[];
  readonly words: readonly Line[];
}

/** A picture with a place for everything, in pixels from the top left. */
export interface LaidPicture {
  readonly width: number;
  readonly height: number;
  readonly title: Line;
  readonly boxes: readonly LaidBox[];
  readonly arrows: readonly LaidArrow[];
  readonly legend: LaidLegend | null;
}

const margin = 28;
const titleHeight = 14;
const padding = { x: 14, y: 10 };
const pillPadding = { x: 12, y: 5 };
const gap = 6;

/** Finds a place for every box and arrow, top to bottom, with as few crossings as dagre finds. */
export function layOut(picture: Picture): LaidPicture {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 26, edgesep: 18, ranksep: 64, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  const boxes = picture.boxes.map((box) => ({ box, ...fillBox(box) }));
  for (const { box, width, height } of boxes) graph.setNode(box.id, { width, height });
  const labels = picture.arrows.map((arrow) => stackLabels(arrow.labels));
  for (const [index, { from, to }] of picture.arrows.entries()) {
    const { width, height } = labels[index] ?? { width: 0, height: 0 };
    // What is between nothing but two boxes stays short.
    const weight = height === 0 ? 2 : 1;
    graph.setEdge(from, to, { width, height, labelpos: 'c', weight }, String(index));
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const rightwards = readsRightwards(picture, (index, { from, to }) => graph.edge(from, to, String(index)).x);
  const across = (x: number | undefined): number => (rightwards ? (x ?? 0) : width - (x ?? 0));
  const down = (y: number | undefined): number => (y ?? 0) + titleHeight;
  const legend =
    picture.legend === null ? null : layLegend(picture.legend, Math.max(width, 520), Math.ceil(down(height)));
  const laid = boxes.map(({ box, width: w, height: h, lines, rules }): LaidBox => {
    const at = graph.node(box.id);
    const corner = { x: across(at.x) - w / 2, y: down(at.y) - h / 2 };
    return {
      box,
      ...corner,
      width: w,
      height: h,
      lines: lines.map((line) => moved(line, corner)),
      rules: rules.map((rule) => rule + corner.y),
    };
  });
  const stacks = picture.arrows.map((arrow, index) => {
    const { x, y, points = [] } = graph.edge(arrow.from, arrow.to, String(index));
    const stack = labels[index] ?? { width: 0, height: 0, labels: [] };
    const corner = { x: across(x) - stack.width / 2, y: down(y) - stack.height / 2 };
    return {
      arrow,
      via: points.slice(1, -1).map((point: Point) => ({ x: across(point.x), y: down(point.y) })),
      labels: stack.labels.map((label) => ({
        ...moved(label, corner),
        lines: label.lines.map((line) => moved(line, corner)),
      })),
    };
  });
  return {
    width: Math.ceil(Math.max(width, legend === null ? 0 : legend.width + 2 * margin)),
    height: Math.ceil(legend === null ? down(height) : legend.y + legend.height + margin),
    title: { style: 'heading', text: picture.title, x: margin, y: margin + 4 },
    boxes: laid,
    arrows: joinArrows(stacks, laid),
    legend,
  };
}

/** Whether the answers of questions stand from left to right in the order in which they are written, mostly. */
function readsRightwards(
  { arrows }: Picture,
  xOf: (index: number, arrow: Arrow) => number | undefined,
): boolean {
  let inOrder = 0;
  for (const [index, arrow] of arrows.entries()) {
    for (const [later, other] of arrows.entries()) {
      if (later <= index || other.from !== arrow.from) continue;
      inOrder += Math.sign((xOf(later, other) ?? 0) - (xOf(index, arrow) ?? 0));
    }
  }
  return inOrder >= 0;
}

function moved<Thing extends { readonly x: number; readonly y: number }>(
  thing: Thing,
  by: { readonly x: number; readonly y: number },
): Thing {
  return { ...thing, x: thing.x + by.x, y: thing.y + by.y };
}

/** Lines under one another, from the top left corner of what they are in. */
function setLines(
  texts: readonly { readonly style: LineStyle; readonly text: string; readonly indent?: number }[],
  top: number,
): { readonly lines: readonly Line[]; readonly width: number; readonly bottom: number } {
  const lines: Line[] = [];
  let width = 0;
  let bottom = top;
  for (const { style, text, indent = 0 } of texts) {
    const { size, leading, em, linesAtMost } = textStyles[style];
    for (const part of wrapText(text, em, linesAtMost)) {
      lines.push({ style, text: part, x: indent, y: bottom + leading / 2 + size * 0.36 });
      width = Math.max(width, indent + widthOf(part) * size);
      bottom += leading;
    }
  }
  return { lines, width, bottom };
}

const least: Readonly<Record<BoxKind, { readonly width: number; readonly height: number }>> = {
  start: { width: 90, height: 34 },
  said: { width: 120, height: 40 },
  question: { width: 150, height: 44 },
  service: { width: 110, height: 38 },
  branch: { width: 110, height: 38 },
  flow: { width: 120, height: 40 },
  end: { width: 64, height: 34 },
};

function fillBox(box: Box): Rectangle & { lines: readonly Line[]; rules: readonly number[] } {
  const rules: number[] = [];
  const lines: Line[] = [];
  let width = 0;
  let bottom = padding.y;
  const add = (texts: Parameters<typeof setLines>[0]): void => {
    const set = setLines(texts, bottom);
    lines.push(...set.lines);
    width = Math.max(width, set.width);
    bottom = set.bottom;
  };
  if (box.name !== null) add([{ style: 'name', text: box.name }]);
  const shown = box.contents.slice(0, 7);
  for (const [index, content] of shown.entries()) {
    if (index > 0 && content.kind !== 'remark') {
      rules.push(bottom + gap / 2 + 1);
      bottom += gap + 2;
    }
    add(textsOf(content, box.kind));
  }
  const centred = box.kind === 'start' || box.kind === 'end';
  const { width: leastWidth, height: leastHeight } = least[box.kind];
  const full = Math.max(leastWidth, width + 2 * padding.x);
  const height = Math.max(leastHeight, bottom + padding.y);
  const down = (height - bottom - padding.y) / 2;
  return {
    x: 0,
    y: 0,
    width: full,
    height,
    rules: rules.map((rule) => rule + down),
    lines: lines.map((line) => ({
      ...line,
      ...(centred ? { x: full / 2, around: true } : { x: line.x + padding.x }),
      y: line.y + down,
    })),
  };
}

function textsOf(content: Content, kind: BoxKind): Parameters<typeof setLines>[0] {
  switch (content.kind) {
    case 'words':
      return [{ style: kind === 'flow' ? 'remark' : 'words', text: content.text }];
    case 'card':
      return [
        { style: 'title', text: content.title },
        ...content.buttons.map((text) => ({ style: 'button' as const, text })),
      ];
    case 'remark':
      return [{ style: 'remark', text: content.text }];
  }
}

function stackLabels(labels: readonly ArrowLabel[]): Rectangle & { labels: readonly LaidLabel[] } {
  const conditions = labels.filter(({ kind }) => kind === 'condition').map(({ text }) => text);
  const drawn: readonly ArrowLabel[] = [
    ...labels.filter(({ kind }) => kind !== 'condition'),
    ...(conditions.length > 0 ? [{ kind: 'condition', text: conditions.join(' · ') } as const] : []),
  ];
  const set = drawn.map((label) => {
    const isPill = label.kind !== 'condition';
    const text = label.kind === 'typed' ? `✎ ${label.text}` : label.text;
    const inner = setLines([{ style: isPill ? 'pill' : 'condition', text }], 0);
    const pad = isPill ? pillPadding : { x: 5, y: 1 };
    return { kind: label.kind, inner, pad, width: inner.width + 2 * pad.x, height: inner.bottom + 2 * pad.y };
  });
  const width = Math.max(0, ...set.map((one) => one.width));
  let y = 0;
  const laid = set.map(({ kind, inner, pad, width: own, height }): LaidLabel => {
    const at = { x: (width - own) / 2, y, width: own, height };
    y += height + 4;
    const lines = inner.lines.map(
      (line): Line => ({ ...line, x: at.x + own / 2, y: at.y + pad.y + line.y, around: true }),
    );
    return { kind, ...at, lines };
  });
  return { x: 0, y: 0, width, height: Math.max(0, y - 4), labels: laid };
}

/** The legend under the picture: pills in rows, then what is there by saying so. */
function layLegend(legend: Legend, pictureWidth: number, top: number): LaidLegend {
  const inner = { left: margin + 18, right: pictureWidth - margin - 18 };
  let x = inner.left;
  let y = top + 12;
  const heading: Line = { style: 'heading', text: legend.title, x, y: y + 14 };
  y += 26;
  const pills: Panel[] = [];
  for (const text of legend.buttons) {
    const { size, leading } = textStyles.pill;
    const width = widthOf(text) * size + 2 * pillPadding.x;
    const height = leading + 2 * pillPadding.y;
    if (x + width > inner.right && x > inner.left) {
      x = inner.left;
      y += height + 6;
    }
    const line: Line = {
      style: 'pill',
      text,
      x: x + width / 2,
      y: y + height / 2 + size * 0.36,
      around: true,
    };
    pills.push({ x, y, width, height, lines: [line] });
    x += width + 8;
  }
  y += 28 + 10;
  const words: Line[] = [];
  let spokenHeading: Line | null = null;
  if (legend.spoken.length > 0) {
    spokenHeading = { style: 'heading', text: legend.spokenTitle, x: inner.left, y: y + 14 };
    const { size, leading } = textStyles.remark;
    const left = inner.left + widthOf(legend.spokenTitle) * textStyles.heading.size + 14;
    const em = (inner.right - left) / size;
    for (const text of wrapText(legend.spoken.join('　・　'), em, 4)) {
      words.push({ style: 'remark', text, x: left, y: y + 14 });
      y += leading;
    }
    y += 6;
  }
  return {
    x: margin,
    y: top,
    width: pictureWidth - 2 * margin,
    height: y - top + 8,
    heading,
    spokenHeading,
    pills,
    words,
  };
}
