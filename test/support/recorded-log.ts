import type { Log, LogFields } from '../../src/log';

/** One line of a {@link RecordedLog}. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

/** A log that tests can read. */
export class RecordedLog implements Log {
  readonly lines: LogLine[] = [];

  debug = (event: string, fields?: LogFields) => this.add('debug', event, fields);
  info = (event: string, fields?: LogFields) => this.add('info', event, fields);
  warn = (event: string, fields?: LogFields) => this.add('warn', event, fields);
  error = (event: string, fields?: LogFields) => this.add('error', event, fields);

  /** The lines of one event. */
  of(event: string): readonly LogLine[] {
    return this.lines.filter((line) => line.event === event);
  }

  /** Everything that was logged, as it would be written. */
  get text(): string {
    return JSON.stringify(this.lines);
  }

  private add(level: LogLine['level'], event: string, fields: LogFields = {}): void {
    this.lines.push({ level, event, fields });
  }
}
