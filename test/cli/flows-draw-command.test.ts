import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawSvg, pictureFlow } from '../../src/flow/draw';
import { run } from './memory-terminal';
import { shippedContent } from './shipped-content';

const root = path.resolve(__dirname, '../..');

describe('madobe flows draw', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'madobe-draw-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints a flow as Mermaid text', async () => {
    const { output, errors, status } = await run(['flows', 'draw', 'first-contact']);
    expect(output.startsWith('flowchart TD\n')).toBe(true);
    expect(output).toContain('本人です');
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('prints the map of all flows, in the language asked for', async () => {
    const { output } = await run(['flows', 'draw', '--all', '--format', 'svg', '--language', 'en']);
    expect(output.startsWith('<svg ')).toBe(true);
    expect(output).toContain('>At every point<');
    expect(output).toContain('>first-contact<');
  });

  it('writes a picture to a file, whose name tells the format', async () => {
    const file = path.join(folder, 'menu.svg');
    expect(await run(['flows', 'draw', 'menu', '--out', file])).toEqual({
      output: '',
      errors: '',
      status: 0,
    });
    expect(readFileSync(file, 'utf8').startsWith('<svg ')).toBe(true);
  });

  it.each([[['nowhere']], [[]], [['menu', '--all']]])(
    'asks for one flow or all of them, not %j',
    async (words) => {
      const { errors, status } = await run(['flows', 'draw', ...words]);
      expect(errors).toMatch(/^Name one flow, or draw --all of them\. There are: .*first-contact/);
      expect(status).toBe(2);
    },
  );

  it('says when the file cannot be written, or the flows cannot be read', async () => {
    const { errors, status } = await run([
      'flows',
      'draw',
      'menu',
      '--out',
      path.join(folder, 'no', 'menu.svg'),
    ]);
    expect(errors).toContain('menu.svg cannot be written (ENOENT).');
    expect(status).toBe(1);
    expect((await run(['flows', 'draw', 'menu', '--flows', folder])).status).toBe(1);
  });
});

describe('the picture in the documents', () => {
  it('is that of the shipped first contact: write it again with `npm run docs`', () => {
    const picture = pictureFlow(shippedContent(root).flows, 'first-contact', 'ja');
    const kept = readFileSync(path.join(root, 'docs', 'pictures', 'first-contact.svg'), 'utf8');
    expect(picture && drawSvg(picture)).toBe(kept);
  });
});
