/** What `localStorage` and `sessionStorage` can do. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const prefix = 'madobe.';

/** What is kept on this device, by name. {@link Keep.forgetAll} leaves nothing. */
export const keptNames = [
  'language',
  'text-size',
  'draft',
  'outgoing',
  'letter-draft',
  'letter-from-chat',
  'letter-id',
] as const;
export type KeptName = (typeof keptNames)[number];

/** Small things kept on this device. Where the browser keeps nothing, they last as long as the page. */
export class Keep {
  private readonly memory = new Map<KeptName, string>();

  /** @param shelf gives the browser's store; may throw, as browsers do that are set to keep nothing */
  constructor(private readonly shelf: () => Shelf) {}

  get(name: KeptName): string | null {
    try {
      return this.shelf().getItem(prefix + name) ?? this.memory.get(name) ?? null;
    } catch {
      return this.memory.get(name) ?? null;
    }
  }

  /** @param value `''` and null remove it */
  set(name: KeptName, value: string | null): void {
    if (value === null || value === '') {
      this.memory.delete(name);
      this.attempt((shelf) => shelf.removeItem(prefix + name));
      return;
    }
    this.memory.set(name, value);
    this.attempt((shelf) => shelf.setItem(prefix + name, value));
  }

  forgetAll(): void {
    for (const name of keptNames) this.set(name, null);
  }

  private attempt(act: (shelf: Shelf) => void): void {
    try {
      act(this.shelf());
    } catch {
      // Full, or forbidden: the page's own memory holds it.
    }
  }
}
