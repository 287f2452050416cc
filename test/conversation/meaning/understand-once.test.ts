import { understandOnce } from '../../../src/conversation/meaning';
import { wish } from '../../support/meanings';

test('understands a text when it is first asked, and once', () => {
  let times = 0;
  const understand = understandOnce({
    understand: () => {
      times += 1;
      return wish('thanks');
    },
  });
  expect(times).toBe(0);
  expect(understand('助かりました')).toEqual(understand('助かりました'));
  expect(times).toBe(1);
});
