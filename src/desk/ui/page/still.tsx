import type { ReactNode } from 'react';

/** A quiet place where there is nothing to see: an empty list, something gone, something that failed. */
export function Still(props: {
  readonly title: string;
  readonly text?: string;
  readonly icon?: ReactNode;
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}) {
  const Heading = props.level === 2 ? 'h2' : 'h1';
  return (
    <div className="still">
      {props.icon}
      <Heading className="still-title" tabIndex={-1}>
        {props.title}
      </Heading>
      {props.text !== undefined && <p className="still-text">{props.text}</p>}
      {props.children}
    </div>
  );
}
