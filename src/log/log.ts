import { types } from 'node:util';
import pino from 'pino';

/** What may stand in a log line: numbers, flags, codes, request ids. Never texts, nicknames, channel ids, tokens. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Structured logging. The narrow field type and {@link describeFault} are what keep people's words out: an error
 * object is never logged whole, because its message may quote a query's parameters or a request's body.
 */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  /** Something was wrong and Madobe dealt with it. */
  warn(event: string, fields?: LogFields): void;
  /** A human must look. */
  error(event: string, fields?: LogFields): void;
}

/** Levels of {@link Log}, quietest last. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A log that writes JSON lines to standard output. */
export function createLog(level: LogLevel): Log {
  const sink = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    debug: (event, fields) => sink.debug(fields ?? {}, event),
    info: (event, fields) => sink.info(fields ?? {}, event),
    warn: (event, fields) => sink.warn(fields ?? {}, event),
    error: (event, fields) => sink.error(fields ?? {}, event),
  };
}

/** A log that keeps nothing, for tests and the terminal conversation. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * What may be said of a fault in a log: the error's class, its code, and where in our code it was thrown. The
 * message stays out, since drivers put parameters into theirs.
 */
export function describeFault(fault: unknown): LogFields {
  if (!isError(fault)) return { fault: typeof fault };
  const code = (fault as { code?: unknown }).code;
  const cause = isError(fault.cause) ? fault.cause : undefined;
  const causeCode = (cause as { code?: unknown } | undefined)?.code;
  return {
    fault: fault.name,
    code: typeof code === 'string' ? code : typeof causeCode === 'string' ? causeCode : undefined,
    cause: cause?.name,
    at: placesOf(fault),
  };
}

/** Errors of other realms are native but no instance; those of some native modules are an instance but not native. */
function isError(fault: unknown): fault is Error {
  return types.isNativeError(fault) || fault instanceof Error;
}

/** Where it was thrown: the innermost places of the stack, without the message that stands in front of them. */
function placesOf({ stack, message }: Error): string | undefined {
  // A stack that does not hold its message was made by somebody else: nothing of it is certain to be a place.
  if (!stack?.includes(message)) return undefined;
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replace(/\(?(?:file:\/\/)?[^()\s]*\/(dist|src|node_modules)\//, '($1/'),
    )
    .join(' < ');
}
