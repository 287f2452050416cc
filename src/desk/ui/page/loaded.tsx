import { Button, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemWords } from '../model/problem-words';
import { useDesk } from './desk-context';
import { Still } from './still';

/** Shows what a query found; until then that it is under way, and when it failed, a way to ask again. */
export function Loaded<Data>(props: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
  /** Shown instead of the usual words when it failed and nothing is known. */
  readonly failed?: (thrown: unknown) => ReactNode;
}) {
  const { query, children, failed } = props;
  const { words } = useDesk();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      failed?.(query.error) ?? (
        <Still title={words.problems.title} text={problemWords(words, query.error)}>
          <Button variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>
            {words.common.again}
          </Button>
        </Still>
      )
    );
  }
  return (
    <div className="loading" role="status">
      <Loader aria-hidden="true" />
      <span className="heard-only">{words.common.loading}</span>
    </div>
  );
}
