import fc from 'fast-check';
import { lineWebhook } from '../../src/channels/line';
import { createLog, describeFault, logLevels, silentLog } from '../../src/log';

const MARK = 'marked-words';
const written = (fault: unknown) => JSON.stringify(describeFault(fault));

describe('what is said of a fault', () => {
  test('is its class, its code, its cause’s class, and where it was thrown', () => {
    const cause = Object.assign(new RangeError(MARK), { code: '23505' });
    const described = describeFault(new TypeError(MARK, { cause }));
    expect(described).toMatchObject({ fault: 'TypeError', code: '23505', cause: 'RangeError' });
    expect(described.at).toContain('log.test');
  });

  test('never is its message, nor its cause’s', () => {
    expect(written(new Error(MARK, { cause: new Error(MARK) }))).not.toContain(MARK);
  });

  test.each([
    ['that has several lines', `first\n${MARK}`],
    ['that looks like a place in the code', `first\n    at ${MARK}`],
    ['that looks very much like a place in the code', `first\n    at ${MARK} (/src/flow/turn.ts:1:1)`],
    ['that is a place in the code', `    at ${MARK} (/src/flow/turn.ts:1:1)`],
  ])('never is a message %s', (_, message) => {
    expect(written(new Error(message))).not.toContain(MARK);
    class OwnError extends Error {
      override readonly name = 'OwnError';
    }
    expect(written(new OwnError(message))).not.toContain(MARK);
  });

  test('never is a message, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('', '\n', '\n    at ', '\n    at x (/src/', '('),
        (text, before) => {
          const marked = `${MARK}${text}`;
          expect(written(new Error(`${before}${marked}`))).not.toContain(MARK);
        },
      ),
    );
  });

  test.each([[MARK], [{ message: MARK }], [null], [undefined], [7], [[MARK]], [() => MARK]])(
    'of something thrown that is no error is only what kind of thing it is: %p',
    (thrown) => {
      expect(describeFault(thrown)).toEqual({ fault: typeof thrown });
    },
  );

  test('of an error from elsewhere that carries more is no more', () => {
    const rich = Object.assign(new Error(MARK), { detail: MARK, query: MARK, parameters: [MARK], code: 7 });
    expect(written(rich)).not.toContain(MARK);
    expect(describeFault(rich).code).toBeUndefined();
  });

  test('of an error without a stack leaves the place out', () => {
    const bare = new Error(MARK);
    delete bare.stack;
    expect(describeFault(bare)).toEqual({ fault: 'Error', code: undefined, cause: undefined, at: undefined });
  });

  test('names places in our code from src on, without the folders of the machine', () => {
    const accept = async () => undefined;
    try {
      lineWebhook({ channelSecret: '', accept, log: silentLog });
      throw new Error('Nothing was thrown.');
    } catch (fault) {
      expect(describeFault(fault).at).toMatch(
        /^lineWebhook \(src\/channels\/line\/line-webhook\.ts:\d+:\d+\)/,
      );
    }
  });
});

describe('a log', () => {
  const capture = (act: () => void) => {
    const lines: unknown[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      lines.push(chunk);
      return true;
    });
    act();
    write.mockRestore();
    return lines;
  };

  test('that keeps nothing writes nothing', () => {
    const lines = capture(() => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) silentLog[level]('event', { n: 1 });
      for (const level of ['debug', 'info', 'warn', 'error'] as const) createLog('silent')[level]('event');
    });
    expect(lines).toEqual([]);
  });

  test('has the levels that the configuration may name, quietest last', () => {
    expect(logLevels).toEqual(['debug', 'info', 'warn', 'error', 'silent']);
  });
});
