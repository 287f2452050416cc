import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { WordingMark } from '../../api';
import { useDesk } from './desk-context';

/**
 * What the wording helper found, with its reason and a kinder way to say it. A hint, never a ban: nothing is put in by itself, since an example
 * seldom fits the rest of somebody's sentence.
 */
export function WordingHints(props: {
  readonly text: string;
  readonly marks: readonly WordingMark[];
  readonly leave: (mark: WordingMark) => void;
}) {
  const { words, language } = useDesk();
  const { text, marks } = props;
  return (
    <div className="wording">
      <p className="heard-only" role="status">
        {marks.length === 0 ? '' : words.wording.count(marks.length)}
      </p>
      {marks.length > 0 && (
        <section aria-label={words.wording.title} className="wording-box">
          <p className="wording-hint">
            <IconBulb size={16} aria-hidden />
            {words.wording.hint}
          </p>
          <ul>
            {marks.map((mark) => (
              <li key={`${mark.start} ${mark.category}`} className="wording-mark">
                <p>
                  <strong>「{text.slice(mark.start, mark.end)}」</strong> {mark.reason[language]}{' '}
                  <span className="soft">
                    {mark.suggestion[language]}
                    {mark.instead !== null && ` ${words.wording.example(mark.instead)}`}
                  </span>
                </p>
                <div className="wording-ways">
                  <Button size="compact-sm" variant="subtle" color="gray" onClick={() => props.leave(mark)}>
                    {words.wording.dismiss}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
