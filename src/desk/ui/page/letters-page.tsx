import { IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LetterSummary } from '../../api';
import { useDesk } from './desk-context';
import { DueBadge } from './due-badge';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { PersonLine } from './person-line';
import { Still } from './still';
import { useTitle } from './use-title';

/** Letters that wait for an answer, the most pressing first. */
export function LettersPage() {
  const { api, words } = useDesk();
  useTitle(words.letters.title);
  const letters = useQuery({ queryKey: ['letters'], queryFn: api.letters });
  return (
    <div className="page is-narrow">
      <h1 tabIndex={-1}>{words.letters.title}</h1>
      <Loaded query={letters}>
        {({ letters: waiting, waiting: count }) =>
          waiting.length === 0 ? (
            <Still
              level={2}
              icon={<IconMailOpened size={40} stroke={1.2} aria-hidden />}
              title={words.letters.none}
              text={words.letters.noneText}
            />
          ) : (
            <>
              <p className="soft">{words.letters.counts(count)}</p>
              <ul className="cards">
                {waiting.map((letter) => (
                  <li key={letter.id}>
                    <LetterRow letter={letter} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function LetterRow({ letter }: { readonly letter: LetterSummary }) {
  const { words, when } = useDesk();
  return (
    <LinkTo to={{ page: 'letter', id: letter.id }} className={`card is-link is-${letter.due}`}>
      <span className="card-head">
        <span className="letter-about">{letter.about ?? words.letters.noAbout}</span>
        <DueBadge letter={letter} />
      </span>
      <span className="card-foot">
        <span className="person">
          <PersonLine person={letter} />
        </span>
        <span className="since">
          {letter.begun && `${words.letters.begun} · `}
          {words.letters.sent(when.moment(letter.sentAt))}
        </span>
      </span>
    </LinkTo>
  );
}
