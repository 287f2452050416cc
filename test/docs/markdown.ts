/** A fenced block of a Markdown text. */
export interface CodeBlock {
  /** As written behind the fence; empty when nothing is. */
  readonly language: string;
  /** What is inside, without the fence's indentation, with the line break at its end. */
  readonly text: string;
}

const fence = /^( *)```([a-z]*)\n([\s\S]*?)^ *```$/gm;
const inlineCode = /`([^`\n]+)`/g;

/** All fenced blocks, in order. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(fence)].map(([, indent = '', language = '', text = '']) => ({
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** Everything that is set as code: the fenced blocks, then what stands in a line. */
export function codeOf(markdown: string): readonly string[] {
  const inline = [...proseOf(markdown).matchAll(inlineCode)].map(([, code = '']) => code);
  return [...codeBlocks(markdown).map(({ text }) => text), ...inline];
}

/** Where the links of a text lead. */
export function linksOf(markdown: string): readonly string[] {
  const prose = proseOf(markdown).replaceAll(inlineCode, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The names under which headings can be linked to, as GitHub makes them. */
export function anchorsOf(markdown: string): readonly string[] {
  return [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

function proseOf(markdown: string): string {
  return markdown.replaceAll(fence, '');
}
