import { z } from 'zod';
import type { AllowList } from './allow-list';

const advisorySchema = z.object({
  name: z.string(),
  severity: z.string(),
  title: z.string(),
  url: z.string(),
});
/** What `npm audit --json` prints (its report of version 2), as far as it is needed. */
const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    /** Names stand for other packages of the report, through which this one is concerned. */
    z.object({ via: z.array(z.union([z.string(), advisorySchema])) }),
  ),
});
/** What it prints when the registry could not be asked. */
const refusalSchema = z.object({ message: z.string().optional(), statusCode: z.number().optional() });

/** How the dependencies stand. */
export type AuditResult =
  /** The registry answered. */
  | { readonly kind: 'audited'; readonly findings: readonly string[] }
  /** It did not, or answers no audits: nothing is known, which is neither good nor bad. */
  | { readonly kind: 'not-audited'; readonly why: string };

/**
 * Judges what npm printed.
 *
 * @param today `YYYY-MM-DD`
 */
export function judgeAudit(printed: string, list: AllowList['weaknesses'], today: string): AuditResult {
  const json = parsed(printed);
  const report = reportSchema.safeParse(json).data;
  if (!report) return { kind: 'not-audited', why: whyNot(json) };
  const found = new Map<string, z.output<typeof advisorySchema> & { readonly id: string }>();
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const each of via) {
      if (typeof each === 'string') continue;
      const id = each.url.slice(each.url.lastIndexOf('/') + 1);
      found.set(`${id} ${each.name}`, { ...each, id });
    }
  }
  const borne = new Set<string>();
  const findings = [...found].flatMap(([key, { id, name, severity, title }]) => {
    const entry = list.find((each) => each.advisory === id && each.package === name);
    if (!entry) return [`${name}: ${severity}, ${id}: ${title}`];
    borne.add(key);
    return entry.until < today ? [`${name}: ${id} was borne until ${entry.until}, which is over`] : [];
  });
  const idle = list.filter((each) => !borne.has(`${each.advisory} ${each.package}`));
  return {
    kind: 'audited',
    findings: [
      ...findings,
      ...idle.map(
        (each) => `${each.package}: ${each.advisory} is on the list, and nothing needs it any more`,
      ),
    ],
  };
}

function whyNot(json: unknown): string {
  const { message, statusCode } = refusalSchema.safeParse(json).data ?? {};
  if (statusCode !== undefined) return `the registry answers audits with ${statusCode}`;
  return message === undefined ? 'npm could not ask the registry' : 'the registry could not be reached';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
