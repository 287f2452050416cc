import {
  type ArrowLabel,
  type Box,
  type BoxKind,
  type Content,
  type Legend,
  type Picture,
  shorten,
} from './picture';

/** How much of what is said stands in a box. */
const wordsAtMost = 28;

/** A picture as the text of a Mermaid flowchart, which GitHub and many editors draw. */
export function drawMermaid({ title, description, boxes, arrows, legend }: Picture): string {
  return [
    'flowchart TD',
    `  accTitle: ${oneLine(title)}`,
    '  accDescr {',
    ...description.split('\n').map((line) => `    ${line.replaceAll(/[{}]/g, '')}`),
    '  }',
    ...boxes.map((box) => `  ${nodeOf(box.id)}${shape(box)}:::is_${box.kind}`),
    ...arrows.map(({ from, to, labels }) => `  ${nodeOf(from)} -->${along(labels)} ${nodeOf(to)}`),
    ...(legend === null ? [] : legendLines(legend)),
    ...Object.entries(styles).map(([kind, style]) => `  classDef is_${kind} ${style}`),
    '',
  ].join('\n');
}

/** `end` by itself would end something in Mermaid. */
function nodeOf(id: string): string {
  return id === 'end' ? 'ending' : id;
}

const brackets: Readonly<Record<BoxKind, readonly [string, string]>> = {
  start: ['([', '])'],
  said: ['[', ']'],
  question: ['(', ')'],
  service: ['[[', ']]'],
  branch: ['{{', '}}'],
  flow: ['[/', '/]'],
  end: ['((', '))'],
};

const styles: Readonly<Record<BoxKind | 'move', string>> = {
  start: 'fill:#f4f1e8,stroke:#b9a67c,color:#3d3a30',
  said: 'fill:#ffffff,stroke:#c9cfc8,color:#2f3b3a',
  question: 'fill:#eaf4ef,stroke:#5f9b86,color:#21423a',
  service: 'fill:#f1eef7,stroke:#a99cc8,color:#3b3456',
  branch: 'fill:#f1eef7,stroke:#a99cc8,color:#3b3456',
  flow: 'fill:#e9f1f7,stroke:#7fa3c0,color:#23405a',
  end: 'fill:#f4f1e8,stroke:#b9a67c,color:#3d3a30',
  move: 'fill:#ffffff,stroke:#5f9b86,color:#21423a',
};

function shape({ kind, name, contents }: Box): string {
  const [open, close] = brackets[kind];
  const lines = [...(name === null ? [] : [`<b>${quoted(name)}</b>`]), ...contents.map(contentLine)];
  return `${open}"${lines.join('<br/>')}"${close}`;
}

function contentLine(content: Content): string {
  switch (content.kind) {
    case 'words':
      return quoted(shorten(content.text, wordsAtMost));
    case 'card':
      return `▤ ${quoted(shorten(content.title, wordsAtMost))}`;
    case 'remark':
      return `<i>${quoted(content.text)}</i>`;
  }
}

function along(labels: readonly ArrowLabel[]): string {
  if (labels.length === 0) return '';
  return `|"${labels.map(({ kind, text }) => (kind === 'typed' ? `✎ ${quoted(text)}` : quoted(text))).join('<br/>')}"|`;
}

function legendLines({ title, buttons, spokenTitle, spoken }: Legend): readonly string[] {
  const nodes = buttons.map((label, index) => `    move_${index}(["${quoted(label)}"]):::is_move`);
  const words = [spokenTitle, spoken.map(quoted).join(' · ')].join(': ');
  return [
    `  subgraph legend["${quoted(title)}"]`,
    '    direction LR',
    ...nodes,
    ...(spoken.length > 0 ? [`    spoken["${words}"]:::is_said`] : []),
    '  end',
  ];
}

/** Text inside quotation marks, in which Mermaid reads entities and HTML. */
function quoted(text: string): string {
  return oneLine(text)
    .replaceAll('#', '#35;')
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
