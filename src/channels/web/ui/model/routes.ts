/** A page of the web chat. */
export type Route =
  | { readonly page: 'chat' }
  | { readonly page: 'letters' }
  | { readonly page: 'letter-new' }
  | { readonly page: 'letter'; readonly id: string }
  | { readonly page: 'registered' }
  | { readonly page: 'device' }
  | { readonly page: 'kept' }
  | { readonly page: 'resume' }
  | { readonly page: 'room'; readonly token: string }
  | { readonly page: 'unknown' };

/** Pages whose address is all there is to them. */
const plain = {
  chat: '/',
  letters: '/letters',
  'letter-new': '/letters/new',
  registered: '/registered',
  device: '/device',
  kept: '/kept',
  resume: '/resume',
} as const;

/** Reads an address. `/embed` is the chat inside another site. */
export function readRoute(path: string): Route {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (trimmed === '' || trimmed === '/embed') return { page: 'chat' };
  for (const [page, address] of Object.entries(plain)) {
    if (address === trimmed) return { page: page as keyof typeof plain };
  }
  const [, folder, rest, ...more] = trimmed.split('/');
  if (rest === undefined || more.length > 0) return { page: 'unknown' };
  if (folder === 'letters') return { page: 'letter', id: rest };
  if (folder === 'room') return { page: 'room', token: rest };
  return { page: 'unknown' };
}

/** The address of a page. */
export function routePath(route: Route): string {
  switch (route.page) {
    case 'letter':
      return `/letters/${route.id}`;
    case 'room':
      return `/room/${route.token}`;
    case 'unknown':
      return '/';
    default:
      return plain[route.page];
  }
}
