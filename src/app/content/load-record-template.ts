import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatProblem, type Problem, readYamlFile } from '../../flow';
import { bareTemplate, type RecordTemplate, recordTemplateSchema, versioned } from '../../records';

/**
 * The sheet (支援記録票) of `desk/record.yaml` in a flows folder; one without fields where there is no such file.
 *
 * @throws Error that lists every fault, one a line: file, line, what is wanted
 */
export function loadRecordTemplate(flowsDirectory: string): RecordTemplate {
  const file = path.join(flowsDirectory, 'desk', 'record.yaml');
  if (!existsSync(file)) return bareTemplate;
  const problems: Problem[] = [];
  const read = readYamlFile(file, readFileSync(file, 'utf8'), recordTemplateSchema, (problem) =>
    problems.push(problem),
  );
  if (!read) throw new Error(problems.map(formatProblem).join('\n'));
  return versioned(read.content);
}
