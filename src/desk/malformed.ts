import { MadobeError } from '../errors';

/** A request that is not what the page sends: answered with `{ error: 'desk_malformed', field }`. */
export class Malformed extends MadobeError {
  /** @param field the path of what is wrong, such as `password`; `body` when there is no making sense of any of it */
  constructor(readonly field: string) {
    super('desk_malformed');
  }
}
