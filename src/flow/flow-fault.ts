import type { Position } from './state';

/** What can be wrong with a flow while it runs. The checker proves most of these away before a flow ships. */
export type FaultCode =
  | 'unknown_flow'
  | 'unknown_step'
  | 'unknown_service'
  | 'unhandled_outcome'
  | 'service_failed'
  | 'service_unanswered'
  | 'too_many_steps'
  | 'nothing_said';

/** Ends a turn early; `interpret` turns it into the apology. Holds names of steps only, nothing about the person. */
export class FlowFault extends Error {
  override readonly name = 'FlowFault';

  constructor(code: FaultCode, position: Position | null) {
    super(position === null ? code : `${code} at ${position.flow}/${position.step}`);
  }
}
