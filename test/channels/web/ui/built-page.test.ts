import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const built = path.resolve('dist/web');

interface Size {
  readonly raw: number;
  readonly br: number;
  readonly gzip: number;
}
const read = (): { files: Record<string, Size>; firstLoad: Size & { files: string[] } } =>
  JSON.parse(readFileSync(path.join(built, 'sizes.json'), 'utf8'));
const text = (file: string) => readFileSync(path.join(built, file), 'utf8');

describe('the built page', () => {
  it('needs at most 100 kB before it can be used, the font aside, even with gzip alone', () => {
    const { firstLoad } = read();
    expect(firstLoad.files).toEqual(
      expect.arrayContaining([
        'index.html',
        expect.stringMatching(/^assets\/.*\.js$/),
        expect.stringMatching(/^assets\/.*\.css$/),
      ]),
    );
    expect(firstLoad.gzip).toBeLessThanOrEqual(100_000);
  });

  it('puts a small button on other sites', () => {
    expect(read().files['embed.js']?.gzip).toBeLessThanOrEqual(4_000);
  });

  it('lies there compressed, and the manifest says how large it is', () => {
    for (const [file, size] of Object.entries(read().files)) {
      const raw = readFileSync(path.join(built, file));
      expect(statSync(path.join(built, file)).size).toBe(size.raw);
      expect(brotliDecompressSync(readFileSync(path.join(built, `${file}.br`)))).toEqual(raw);
      expect(gunzipSync(readFileSync(path.join(built, `${file}.gz`)))).toEqual(raw);
    }
  });

  it('has no script or style inside the document, and loads nothing from elsewhere', () => {
    const document = text('index.html');
    expect(document).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
    expect(document).not.toMatch(/(?:src|href)="(?!\/)/);
  });

  it('names every asset by what is in it', () => {
    const assets = [...text('index.html').matchAll(/\/assets\/([^"]+)/g)].map(([, name]) => name);
    expect(assets.length).toBeGreaterThanOrEqual(3);
    for (const name of assets) expect(name).toMatch(/-[\w-]{8}\.(js|css|svg)$/);
  });

  it('brings its own font in parts, with its licence beside it', () => {
    const sheet = Object.keys(read().files).find((file) => /font-.*\.css$/.test(file)) ?? '';
    expect(text(sheet)).toMatch(/font-display:\s*swap/);
    expect(text(sheet).match(/unicode-range/g)?.length).toBeGreaterThan(100);
    expect(text(sheet)).not.toMatch(/url\(["']?(?:https?:|data:)/);
    expect(existsSync(path.join(built, 'assets/noto-sans-jp-licence.txt'))).toBe(true);
  });
});
