import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const reason = z.string().min(20);

const schema = z.strictObject({
  weaknesses: z.array(
    z.strictObject({
      advisory: z.string().regex(/^(GHSA|CVE)-/),
      package: z.string().min(1),
      reason,
      /** The last day on which it is borne. */
      until: z.iso.date(),
    }),
  ),
  licences: z.strictObject({
    permissive: z.array(z.string()).min(1),
    exceptions: z.array(
      z.strictObject({
        /** A name; `*` at its end stands for anything. */
        package: z.string().min(1),
        licence: z.string().min(1),
        use: z.enum(['tool', 'font']),
        reason,
      }),
    ),
    unnamed: z.array(z.strictObject({ package: z.string().min(1), licence: z.string().min(1), reason })),
  }),
});

/** `docs/audit-allow-list.yaml`. */
export type AllowList = z.output<typeof schema>;

export function readAllowList(): AllowList {
  return schema.parse(parse(readFileSync('docs/audit-allow-list.yaml', 'utf8')));
}
