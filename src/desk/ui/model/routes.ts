/** The parts of the desk, each with an address. */
export type Route =
  | { readonly page: 'queue' }
  | { readonly page: 'talk'; readonly id: string }
  | { readonly page: 'letters' }
  | { readonly page: 'letter'; readonly id: string }
  | { readonly page: 'snippets' }
  | { readonly page: 'staff' }
  | { readonly page: 'audit' }
  | { readonly page: 'account' }
  | { readonly page: 'set-up'; readonly token: string }
  | { readonly page: 'password'; readonly token: string }
  | { readonly page: 'unknown' };

const plain = ['letters', 'snippets', 'staff', 'audit', 'account'] as const;

/** The part that a path names. @param path of the whole site, beginning with `/desk` */
export function routeOf(path: string): Route {
  const [, , first = '', second = '', ...rest] = path.replace(/\/$/, '').split('/');
  const argument = decode(second);
  if (rest.length > 0) return { page: 'unknown' };
  if (first === '') return { page: 'queue' };
  if (argument !== '') {
    if (first === 'talks') return { page: 'talk', id: argument };
    if (first === 'letters') return { page: 'letter', id: argument };
    if (first === 'set-up') return { page: 'set-up', token: argument };
    if (first === 'password') return { page: 'password', token: argument };
    return { page: 'unknown' };
  }
  const page = plain.find((each) => each === first);
  return page === undefined ? { page: 'unknown' } : { page };
}

/** The address of a part. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'queue':
    case 'unknown':
      return '/desk';
    case 'talk':
      return `/desk/talks/${encodeURIComponent(route.id)}`;
    case 'letter':
      return `/desk/letters/${encodeURIComponent(route.id)}`;
    case 'set-up':
    case 'password':
      return `/desk/${route.page}/${encodeURIComponent(route.token)}`;
    default:
      return `/desk/${route.page}`;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
