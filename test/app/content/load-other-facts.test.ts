import path from 'node:path';
import { contentProblems, loadOtherFacts } from '../../../src/app/content';
import { initialState } from '../../../src/flow';

const root = path.resolve(__dirname, '..', '..', '..');
const location = {
  flowsDirectory: path.join(root, 'flows'),
  localesDirectory: path.join(root, 'locales'),
  timeZone: 'Asia/Tokyo',
};

/** Whether the phone answers on a Friday afternoon. */
function phoneAt(facts: Parameters<typeof loadOtherFacts>[1]): string | undefined {
  const { content, problems } = loadOtherFacts(location, facts);
  expect(problems).toEqual([]);
  expect(contentProblems(content)).toEqual([]);
  const service = content.ready?.services['phone-hours'];
  if (service === undefined || service.live !== undefined) return undefined;
  const now = Date.parse('2026-11-20T14:00:00+09:00');
  return service.answer({ now, language: 'ja', state: initialState('ja'), seed: 1, danger: null }).outcome;
}

describe('other facts', () => {
  it('are laid over those of the files, key by key', () => {
    expect(phoneAt({})).toBe('open');
    expect(phoneAt({ 'catalogue/phone': { hours: { closedDays: ['2026-11-20'] } } })).toBe('closed');
  });

  it('leave the files as they are', () => {
    phoneAt({ 'catalogue/phone': { hours: { closedDays: ['2026-11-20'] } } });
    expect(phoneAt({})).toBe('open');
  });

  it('that no file could hold are told, by the name of the file', () => {
    const { problems } = loadOtherFacts(location, { 'catalogue/phone': { number: 'soon' } });
    expect(problems).toContainEqual(expect.stringMatching(/^flows\/catalogue\/phone\.yaml: number: /));
  });

  it('of a file that is not there are told', () => {
    expect(loadOtherFacts(location, { 'catalogue/tea': { hot: true } }).problems).toEqual([
      'flows/catalogue/tea.yaml: there is no such file, so nothing can be laid over it',
    ]);
  });
});
