import { fillSnippet } from '../../../src/desk/ui/model/fill-snippet';

const known = { nickname: 'つき', me: '高橋', organisation: 'まどべ相談室' };

describe('a snippet', () => {
  it('is filled in with what is known', () => {
    expect(fillSnippet('{nickname}さん、こんばんは。{organisation}の{me}です。', known)).toBe(
      'つきさん、こんばんは。まどべ相談室の高橋です。',
    );
  });

  it('leaves the name away where there is none, with what would hang behind it', () => {
    expect(fillSnippet('{nickname}さん、こんばんは。', { ...known, nickname: null })).toBe('こんばんは。');
  });

  it('leaves every other bracket as it is, and fills in no filled-in text', () => {
    expect(fillSnippet('{time}に', known)).toBe('{time}に');
    expect(fillSnippet('{nickname}', { ...known, nickname: '{me}' })).toBe('{me}');
  });
});
