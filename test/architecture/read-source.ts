import { parseSync } from '@swc/core';

/** What a source file takes from elsewhere. */
export interface SourceFacts {
  /** Every module it names: imports, re-exports, `require`, `import()` and `import('…')` types; type-only ones too. */
  readonly imports: readonly string[];
  /** Those of them of which more than types is taken. */
  readonly valueImports: readonly string[];
  /** Modules it loads by a name that is only known when it runs. */
  readonly computedImports: number;
  readonly readsEnvironment: boolean;
  /** What it reads that differs from call to call: `Date.now()`, `new Date()`, `Math.random()`, `performance.now()`. */
  readonly impurities: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

/**
 * Reads a TypeScript file through the parser that the tests are compiled with anyway.
 * @param hasMarkup it is a `.tsx` file
 */
export function readSource(source: string, hasMarkup = false): SourceFacts {
  const imports: string[] = [];
  const valueImports: string[] = [];
  const impurities: string[] = [];
  let computedImports = 0;
  let readsEnvironment = false;

  const take = (node: unknown, isTypeOnly = false) => {
    const name = literal(node);
    if (name === null) computedImports += 1;
    else imports.push(name);
    if (name !== null && !isTypeOnly) valueImports.push(name);
  };

  const visit = (node: Node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        take(node.source, takesTypesOnly(node));
        if (/^(node:)?process$/.test(literal(node.source) ?? '')) readsEnvironment = true;
        break;
      case 'ExportAllDeclaration':
        take(node.source);
        break;
      case 'ExportNamedDeclaration':
        if (isNode(node.source)) take(node.source, takesTypesOnly(node));
        break;
      case 'TsExternalModuleReference':
        take(node.expression);
        break;
      case 'TsImportType':
        take(node.argument, true);
        break;
      case 'CallExpression': {
        const callee = nameOf(node.callee);
        if (callee === 'import' || callee === 'require' || callee === 'require.resolve') {
          take(argumentsOf(node)[0]);
        }
        if (['Date.now', 'Math.random', 'performance.now'].includes(callee)) impurities.push(`${callee}()`);
        break;
      }
      case 'NewExpression':
        if (nameOf(node.callee) === 'Date' && argumentsOf(node).length === 0) impurities.push('new Date()');
        break;
      case 'MemberExpression':
        if (/^(globalThis\.|global\.)?process\.env$/.test(nameOf(node))) readsEnvironment = true;
        break;
      case 'VariableDeclarator':
        // `const { env } = process` takes the environment without saying `process.env`.
        if (nameOf(node.init) === 'process') readsEnvironment = true;
        break;
    }
  };

  walk(
    parseSync(source, { syntax: 'typescript', tsx: hasMarkup, decorators: true, target: 'es2022' }),
    visit,
  );
  return { imports, valueImports, computedImports, readsEnvironment, impurities };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}

/** Whether an import or re-export leaves nothing behind once the types are gone. */
function takesTypesOnly(node: Node): boolean {
  if (node.typeOnly === true) return true;
  const { specifiers } = node;
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((each) => isNode(each) && each.isTypeOnly === true)
  );
}

/** The text of a string, or of a template without anything to fill in; else null. */
function literal(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'StringLiteral' && typeof node.value === 'string') return node.value;
  const quasis = node.type === 'TemplateLiteral' && Array.isArray(node.quasis) ? node.quasis : [];
  const [quasi, ...others] = quasis;
  return isNode(quasi) && others.length === 0 && typeof quasi.cooked === 'string' ? quasi.cooked : null;
}

function argumentsOf(call: Node): readonly unknown[] {
  const given = Array.isArray(call.arguments) ? call.arguments : [];
  return given.map((each) => (isNode(each) ? each.expression : each));
}

/** `a.b.c` for the expression that says so, however it is written; '' for anything else. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Import') return 'import';
  if (node.type === 'Identifier') return String(node.value);
  if (node.type === 'Computed') return literal(node.expression) ?? '';
  if (node.type === 'MemberExpression') return `${nameOf(node.object)}.${nameOf(node.property)}`;
  if (node.type === 'OptionalChainingExpression') return nameOf(node.base);
  return '';
}
