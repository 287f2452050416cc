import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { shippedSnippets } from '../../src/app/shipped-snippets';
import { type Snippets, snippetVariables, type WordingMarks } from '../../src/desk/api';
import { lintWording, loadWordingLinter } from '../../src/wording';
import { onBothDatabases } from '../support/databases';
import { type DeskScene, openDeskScene, type Seat } from './desk-scene';

const flows = path.resolve('flows');

test('the shipped phrases press on nobody, and use only what can be filled in', async () => {
  const linter = loadWordingLinter(path.join(flows, 'wording'));
  const snippets = shippedSnippets(flows);
  expect(snippets.length).toBeGreaterThan(3);
  expect(new Set(snippets.map(({ id }) => id)).size).toBe(snippets.length);
  for (const { text } of snippets) {
    expect(await lintWording(linter, text)).toEqual([]);
    for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(snippetVariables).toContain(name);
  }
});

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let seat: Seat;
  let lead: Seat;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    seat = await scene.seat('みずき');
    lead = await scene.seat('さくら', 'supervisor');
  });
  afterAll(() => scene.close());

  test('the wording helper marks what presses, with a reason and a kinder way, and lets the rest be', async () => {
    const check = async (text: string) =>
      (await seat.page.post<WordingMarks>('/api/desk/wording', { text })).body.findings;
    const [mark] = await check('そろそろ働くべきです。');
    expect(mark).toMatchObject({
      start: expect.any(Number),
      end: expect.any(Number),
      reason: { ja: expect.stringMatching(/./), en: expect.stringMatching(/./) },
      suggestion: { ja: expect.stringMatching(/./) },
    });
    expect(await check('ゆっくりで大丈夫です。')).toEqual([]);
    expect(await check('')).toEqual([]);
  });

  test('shipped phrases stand until the organisation keeps its own', async () => {
    const all = async () => (await seat.page.get<Snippets>('/api/desk/snippets')).body;
    const { snippets: shipped, organisation } = await all();
    expect(shipped).toEqual(shippedSnippets(flows));
    expect(organisation).not.toBe('');
    const own = ['あいさつ', 'おわり'].map((name) => ({ id: randomUUID(), name, text: `${name}です` }));
    expect((await seat.page.put('/api/desk/snippets', { snippets: own })).status).toBe(403);
    expect((await lead.page.put('/api/desk/snippets', { snippets: own })).status).toBe(204);
    expect((await all()).snippets).toEqual(own);
    await lead.page.put('/api/desk/snippets', { snippets: own.toReversed() });
    expect((await all()).snippets).toEqual(own.toReversed());
    const twice = await lead.page.put('/api/desk/snippets', { snippets: [own[0], own[0]] });
    expect(twice).toMatchObject({ status: 400, body: { field: 'snippets' } });
    await lead.page.put('/api/desk/snippets', { snippets: [] });
    expect((await all()).snippets).toEqual(shipped);
  });
});
