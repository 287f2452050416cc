import { Button } from '@mantine/core';
import { IconArrowLeft, IconFeather, IconNotebook, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Letter } from '../../api';
import { limits } from '../../limits';
import { asProblem } from '../model/problem';
import { AskFirst } from './ask-first';
import { useDesk } from './desk-context';
import { DueBadge } from './due-badge';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { MarkedField } from './marked-field';
import { PersonLine } from './person-line';
import { RecordPanel } from './record-panel';
import { Still } from './still';
import { Trouble } from './trouble';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import { useTitle } from './use-title';
import { useWording } from './use-wording';
import { WordingHints } from './wording-hints';

/** One letter, and its answer. */
export function LetterPage({ id }: { readonly id: string }) {
  const { api, words } = useDesk();
  useTitle(words.letters.title);
  const letter = useQuery({ queryKey: ['letter', id], queryFn: () => api.letter(id) });
  if (letter.isError && asProblem(letter.error).isGone) {
    return (
      <Still
        title={words.letters.gone}
        text={words.letters.goneText}
        icon={<IconFeather size={40} stroke={1.2} aria-hidden />}
      >
        <LinkTo to={{ page: 'letters' }}>{words.letters.back}</LinkTo>
      </Still>
    );
  }
  return <Loaded query={letter}>{(found) => <LetterView letter={found} />}</Loaded>;
}

function LetterView({ letter }: { readonly letter: Letter }) {
  const { words, when } = useDesk();
  const { answer } = letter;
  return (
    <div className="page letter-page">
      <LinkTo to={{ page: 'letters' }} className="back">
        <IconArrowLeft size={18} aria-hidden />
        {words.letters.back}
      </LinkTo>
      <div className="letter-columns">
        <article className="paper" aria-labelledby="letter-title">
          <div className="card-head">
            <h1 id="letter-title" tabIndex={-1}>
              {letter.about ?? words.letters.noAbout}
            </h1>
            {answer === null && <DueBadge letter={letter} />}
          </div>
          <p className="letter-from">
            <span className="person">
              <PersonLine person={letter} />
            </span>{' '}
            · {words.letters.sent(when.moment(letter.sentAt))}
          </p>
          <p className="pre letter-text">{letter.body}</p>
          {letter.facts.length > 0 && (
            <dl className="facts">
              {letter.facts.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </article>
        {answer === null ? (
          <AnswerForm letter={letter} />
        ) : (
          <article className="paper is-answer">
            <h2>{words.letters.answer}</h2>
            <p className="letter-from">{words.letters.answeredAt(when.moment(answer.at))}</p>
            <p className="pre letter-text">{answer.body}</p>
          </article>
        )}
      </div>
      <LetterRecord id={letter.id} />
    </div>
  );
}

/** The record of whoever wrote the letter. Opening it is noted: it is not asked for before somebody does. */
function LetterRecord({ id }: { readonly id: string }) {
  const { words } = useDesk();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="paper letter-record" aria-label={words.record.title}>
      <Button
        variant="default"
        leftSection={<IconNotebook size={18} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? words.record.fold : words.record.open}
      </Button>
      {isOpen && <RecordPanel place={{ kind: 'letter', id }} />}
    </section>
  );
}

function AnswerForm({ letter }: { readonly letter: Letter }) {
  const { api, words } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { text, write } = useDraft(letter.draft, (draft) => api.keepLetterDraft(letter.id, draft));
  const { marks, leave } = useWording(text);
  const isOver = text.length > limits.letterAnswer;
  const answer = useAct({
    run: () => api.answerLetter(letter.id, text),
    changes: [['letters'], ['letter', letter.id], ['queue']],
    said: words.letters.sent2,
    isQuiet: true,
  });
  return (
    <form
      className="paper is-answer"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <h2>{words.letters.answer}</h2>
      <MarkedField
        field={field}
        id="answer"
        label={words.letters.answer}
        placeholder={words.letters.answerPlaceholder}
        describedBy="answer-about"
        text={text}
        marks={marks}
        isInvalid={isOver}
        rows={12}
        write={write}
      />
      <WordingHints text={text} marks={marks} leave={leave} />
      <Trouble thrown={answer.error} />
      <div className="composer-foot">
        <p id="answer-about" className={isOver ? 'composer-about is-over' : 'composer-about'}>
          {isOver ? words.talk.tooLong(limits.letterAnswer) : words.talk.kept}
        </p>
        <Button
          type="submit"
          rightSection={<IconSend size={16} aria-hidden />}
          disabled={text.trim() === '' || isOver}
          loading={answer.isPending}
        >
          {words.letters.send}
        </Button>
      </div>
      <AskFirst
        isOpen={isAsking}
        title={words.letters.sendAsk}
        text={words.letters.sendText}
        go={words.letters.send}
        close={() => setAsking(false)}
        act={() => answer.mutate()}
      />
    </form>
  );
}
