import { jsonSchemaOf, referenceParts } from '../flow';

type Part = keyof typeof referenceParts;

/** What each part is called, and where it stands. */
const titles: Readonly<Record<Part, string>> = {
  flow: 'A flow: `flows/<name>.yaml`',
  step: 'A step',
  ask: 'A question: `ask`',
  option: 'An option in its long form',
  each: 'Choosing from a list: `each`',
  text: 'Typed words: `input` of kind `text`',
  number: 'A typed number: `input` of kind `number`',
  date: 'A typed day: `input` of kind `date`',
  municipality: 'A typed place: `input` of kind `municipality`',
  when: 'A condition: `when`',
  move: 'A move: in `flows/moves.yaml`',
  card: 'A card: in the words of a flow',
  fact: 'A fact: in `flows/facts.yaml`',
};

interface Property {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: Property;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Property[];
  readonly oneOf?: readonly Property[];
  readonly description?: string;
}

/** Every word of the flow language as Markdown, for `docs/flows.md`: from the schema that the files are held against. */
export function renderFlowReference(): string {
  return (Object.keys(referenceParts) as Part[])
    .map((part) => `### ${titles[part]}\n\n${renderPart(part)}`)
    .join('\n\n');
}

function renderPart(part: Part): string {
  const schema = jsonSchemaOf(referenceParts[part]);
  const required = schema.required ?? [];
  const rows = Object.entries(schema.properties ?? {}).map(([word, written]) => {
    const property = written as Property;
    const must = required.includes(word) ? '' : ' (optional)';
    return [`\`${word}\``, `${takes(property)}${must}`, property.description ?? ''];
  });
  return [['word', 'takes', 'meaning'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** What may stand after a word, as an author would say it. */
function takes(property: Property): string {
  const forms = property.anyOf ?? property.oneOf;
  if (forms !== undefined) return [...new Set(forms.map(takes))].join(' or ');
  if (property.const !== undefined) return `\`${String(property.const)}\``;
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (typeof property.type === 'object') return property.type.map((type) => takes({ type })).join(' or ');
  switch (property.type) {
    case 'array':
      return `a list of ${takes(property.items ?? {}).replace(/^an? /, '')}s`;
    case 'string':
      return property.pattern === undefined ? 'a text' : 'a name';
    case 'integer':
      return bounded(property);
    case 'number':
      return 'a number';
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'a set';
  }
}

function bounded({ minimum, maximum }: Property): string {
  const isBound = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return isBound ? `a number from ${minimum} to ${maximum}` : 'a whole number';
}
