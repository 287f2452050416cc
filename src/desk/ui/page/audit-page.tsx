import { Button, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDesk } from './desk-context';
import { Still } from './still';
import { Trouble } from './trouble';
import { useTitle } from './use-title';

/** Who did what. Only ever read. */
export function AuditPage() {
  const { api, words, when } = useDesk();
  useTitle(words.audit.title);
  const audit = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => api.audit(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.id : undefined),
  });
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="page">
      <h1 tabIndex={-1}>{words.audit.title}</h1>
      <p className="soft">
        {words.audit.lead} {words.audit.subjectHint}
      </p>
      <Trouble thrown={audit.error} />
      {audit.isSuccess && entries.length === 0 && <Still level={2} title={words.audit.none} />}
      {entries.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        <section className="table-frame" tabIndex={0} aria-label={words.audit.title}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.audit.at}</Table.Th>
                <Table.Th>{words.audit.actor}</Table.Th>
                <Table.Th>{words.audit.action}</Table.Th>
                <Table.Th>{words.audit.subject}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map(({ id, at, actor, action, subject }) => (
                <Table.Tr key={id}>
                  <Table.Td className="nowrap">{when.moment(at)}</Table.Td>
                  <Table.Td>{actor}</Table.Td>
                  <Table.Td>
                    <code>{action}</code>
                  </Table.Td>
                  <Table.Td>
                    <code className="soft">{subject?.slice(0, 10) ?? '–'}</code>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {audit.hasNextPage && (
        <p>
          <Button
            variant="default"
            onClick={() => void audit.fetchNextPage()}
            loading={audit.isFetchingNextPage}
          >
            {words.common.more}
          </Button>
        </p>
      )}
    </div>
  );
}
