import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ErasureReceipt, ExportedOnRequest } from '../../api';
import { Problem } from '../model/problem';
import { problemWords } from '../model/problem-words';
import { AskFirst } from './ask-first';
import { useDesk } from './desk-context';
import { saveFile } from './save-file';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** Giving somebody their records, or erasing them, when they asked the organisation to do it. */
export function RequestsPage() {
  const { api, words } = useDesk();
  const said = words.requests;
  useTitle(said.title);
  const [number, setNumber] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [receipt, setReceipt] = useState<ErasureReceipt | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const save = useAct<'page' | 'data', ExportedOnRequest>({
    run: () => api.exportOnRequest(number),
    said: said.saved,
    isQuiet: true,
    after: ({ page, data }, as) =>
      as === 'page'
        ? saveFile('madobe-records.html', 'text/html', page)
        : saveFile('madobe-records.json', 'application/json', JSON.stringify(data, null, 2)),
  });
  const erase = useAct<void, ErasureReceipt>({
    run: () => api.eraseOnRequest(number),
    isQuiet: true,
    after: (made) => {
      setReceipt(made);
      setNumber('');
    },
  });
  const failed = (thrown: Error) =>
    setWrong(
      thrown instanceof Problem && thrown.code === 'not_found' ? said.nobody : problemWords(words, thrown),
    );
  const begin = () => {
    setWrong(null);
    setReceipt(null);
  };
  const isEmpty = number.trim() === '';

  return (
    <div className="page requests">
      <h1 tabIndex={-1}>{said.title}</h1>
      <p className="soft">{said.lead}</p>
      <TextInput
        label={said.number}
        description={said.numberHint}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="off"
        maxLength={64}
        size="md"
      />
      <div role="status" aria-live="polite">
        {wrong !== null && <p className="requests-told">{wrong}</p>}
        {receipt !== null && (
          <div className="requests-told">
            <p>
              <strong>{said.erased}</strong>
            </p>
            <p>
              {said.receipt}：<strong className="requests-receipt">{receipt.number}</strong>（{receipt.on}）
            </p>
            <p>{said.receiptText}</p>
          </div>
        )}
      </div>
      <section className="card" aria-labelledby="requests-export">
        <h2 id="requests-export">{said.exportTitle}</h2>
        <p className="soft">{said.exportText}</p>
        <Group gap="sm">
          {(['page', 'data'] as const).map((as) => (
            <Button
              key={as}
              variant={as === 'page' ? 'filled' : 'default'}
              disabled={isEmpty}
              loading={save.isPending && save.variables === as}
              onClick={() => {
                begin();
                save.mutate(as, { onError: failed });
              }}
            >
              {said[as]}
            </Button>
          ))}
        </Group>
      </section>
      <section className="card" aria-labelledby="requests-erase">
        <h2 id="requests-erase">{said.eraseTitle}</h2>
        <p className="soft">{said.eraseText}</p>
        <Button
          variant="default"
          disabled={isEmpty}
          loading={erase.isPending}
          onClick={() => {
            begin();
            setAsking(true);
          }}
        >
          {said.erase}
        </Button>
      </section>
      <p className="soft">{said.noted}</p>
      <AskFirst
        isOpen={isAsking}
        title={said.eraseAsk}
        text={said.eraseSure}
        go={said.erase}
        close={() => setAsking(false)}
        act={() => erase.mutate(undefined, { onError: failed })}
      />
    </div>
  );
}
