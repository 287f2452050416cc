import { Mark } from './icons';
import { Say } from './text';

/** Something is being fetched. */
export function Opening() {
  return (
    <div class="opening" role="status">
      <Mark />
      <p>
        <Say words="page.loading" />
      </p>
    </div>
  );
}
