import { type Variable, variableEntries } from './variables';

/** The languages of the documents. */
export type DocumentLanguage = 'en' | 'ja';

const words = {
  en: {
    head: ['Variable', 'Default', 'Example', 'What it is'],
    made: (command: string) => `from ${command}`,
    secret: (name: string) => ` Secret: may be kept in a file that ${name} names.`,
  },
  ja: {
    head: ['変数', '既定値', '例', '内容'],
    made: (command: string) => `${command} で作成`,
    secret: (name: string) => `秘密の値なので、ファイルに置いて ${name} で場所を示すこともできます。`,
  },
} as const;

/** The variables as a Markdown table, for README. */
export function renderConfigTable(language: DocumentLanguage): string {
  const { head, made, secret } = words[language];
  const rows = variableEntries.map(([name, variable]) => [
    code(name),
    renderDefault(variable, language),
    typeof variable.example === 'string' ? code(variable.example) : made(code(variable.example.command)),
    variable.description[language] + (variable.secret ? secret(code(`${name}_FILE`)) : ''),
  ]);
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

/** `.env.example`: every variable with its meaning, all switched off, so that copying the file changes nothing. */
export function renderEnvExample(): string {
  const head = [
    '# Copy this file to .env and take away the # before what you want to set. Everything here may stay as it is:',
    '# Madobe starts without any of it. Variables of the real environment win over this file.',
  ].join('\n');
  const blocks = variableEntries.map(([name, variable]) => {
    const { description, example, secret } = variable;
    const lines = [
      `# ${description.en.replaceAll('`', '')}`,
      `# Default: ${renderDefault(variable, 'en').replaceAll('`', '')}.`,
    ];
    if (secret) lines.push(`# Secret: better kept in a file and named by ${name}_FILE.`);
    if (typeof example === 'string') lines.push(`#${name}=${example}`);
    else lines.push(`# Make one with: ${example.command}`, `#${name}=`);
    return lines.join('\n');
  });
  return `${[head, ...blocks].join('\n\n')}\n`;
}

function renderDefault(variable: Variable, language: DocumentLanguage): string {
  return variable.default === null ? (variable.absent?.[language] ?? '') : code(variable.default);
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
