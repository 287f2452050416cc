/** Something wrong in the environment. Holds no value from it, so it may be printed and logged. */
export interface ConfigFault {
  /** The variable as it was given, such as `PORT` or `LINE_CHANNEL_SECRET_FILE`. */
  readonly variable: string;
  /** What is wrong, and what to do: completes the sentence that the name begins. */
  readonly problem: string;
  /** The line that would be right. */
  readonly example: string;
}

/** A fault in one plain line: which variable, what is wrong, an example. */
export function formatConfigFault(fault: ConfigFault): string {
  return `${fault.variable}: ${fault.problem}; example: ${fault.example}`;
}
