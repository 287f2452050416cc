import { useCallback, useEffect, useState } from 'react';
import { pathOf, type Route, routeOf } from '../model/routes';

/** Where one is in the desk, and how one goes elsewhere. */
export interface Place {
  readonly route: Route;
  go(route: Route): void;
}

export function usePlace(): Place {
  const [route, setRoute] = useState(() => routeOf(location.pathname));
  useEffect(() => {
    const look = () => setRoute(routeOf(location.pathname));
    addEventListener('popstate', look);
    return () => removeEventListener('popstate', look);
  }, []);
  const go = useCallback((to: Route) => {
    history.pushState(null, '', pathOf(to));
    setRoute(to);
    scrollTo(0, 0);
  }, []);
  return { route, go };
}
