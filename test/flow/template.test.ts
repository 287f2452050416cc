import fc from 'fast-check';
import { parseTemplate, renderTemplate } from '../../src/flow/template';

const render = (text: string, values: Readonly<Record<string, string>>): string | null => {
  const template = parseTemplate(text);
  return template === null ? null : renderTemplate(template, (name) => values[name]);
};

describe('a template', () => {
  it('puts values in their places', () => {
    expect(render('{a} and {b-c}, {a}', { a: 'x', 'b-c': '{y}' })).toBe('x and {y}, x');
  });

  it('keeps braces that are doubled', () => {
    expect(render('{{a}} is {a}', { a: '1' })).toBe('{a} is 1');
    expect(render('{{}}', {})).toBe('{}');
  });

  it('leaves out a line whose value is not known', () => {
    expect(render('hello\n{a} and more\nbye', {})).toBe('hello\nbye');
    expect(render('{a}', {})).toBe('');
  });

  it.each(['{', '}', 'a { b', '{a', '{a b}', '{1}', '{}', '{{a}'])('refuses the stray brace of %j', (text) =>
    expect(parseTemplate(text)).toBeNull(),
  );

  it('gives back any text whose braces are doubled', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const kept = text.replace(/\n+$/, '');
        expect(render(text.replace(/[{}]/g, '$&$&'), {})).toBe(kept);
      }),
    );
  });
});
