import type { MouseEvent, ReactNode } from 'react';
import { pathOf, type Route } from '../model/routes';
import { useDesk } from './desk-context';

/** A link to another part of the desk, followed without loading the page again. */
export function LinkTo(props: {
  readonly to: Route;
  readonly className?: string;
  readonly isHere?: boolean;
  readonly tabIndex?: number;
  readonly children: ReactNode;
}) {
  const { place } = useDesk();
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    place.go(props.to);
  };
  return (
    <a
      href={pathOf(props.to)}
      className={props.className}
      aria-current={props.isHere === true ? 'page' : undefined}
      tabIndex={props.tabIndex}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
