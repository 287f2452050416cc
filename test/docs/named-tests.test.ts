import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A test that a document names, with its words where it gives them. */
interface NamedTest {
  readonly file: string;
  readonly words: string | null;
}

function testsIn(document: string): readonly NamedTest[] {
  return [...read(document).matchAll(/`(test\/[^`]+)`(?: “([^”]+)”)?/g)].map(
    ([, file = '', words = null]) => ({
      file,
      words,
    }),
  );
}

describe.each(['docs/asvs.md', 'docs/threat-model.md'])('%s', (document) => {
  const named = testsIn(document);

  it('names tests', () => {
    expect(named.length).toBeGreaterThan(20);
  });

  it('names only tests that are there', () => {
    expect(named.filter(({ file }) => !existsSync(path.join(root, file))).map(({ file }) => file)).toEqual(
      [],
    );
  });

  it('says of each what the test says of itself', () => {
    const others = named.filter(
      ({ file, words }) => words !== null && existsSync(path.join(root, file)) && !read(file).includes(words),
    );
    expect(others).toEqual([]);
  });
});

test('docs/asvs.md has all seventeen chapters, in their order', () => {
  const chapters = [...read('docs/asvs.md').matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
  expect(chapters).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
});
