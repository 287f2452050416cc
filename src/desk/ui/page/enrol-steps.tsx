import { Button, Checkbox, Code, CopyButton, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { Trouble } from './trouble';
import { useAct } from './use-act';

/** Setting up the second factor: the picture, the recovery codes, the first code. */
export function EnrolSteps({ done }: { readonly done: () => void }) {
  const { api, words } = useDesk();
  const [code, setCode] = useState('');
  const [isKept, setKept] = useState(false);
  const enrolment = useQuery({
    queryKey: ['enrolment'],
    queryFn: api.enrol,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const confirm = useAct({ run: () => api.confirmEnrolment(code.trim()), after: done, isQuiet: true });
  return (
    <Loaded query={enrolment}>
      {({ uri, qrSvg, recoveryCodes }) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isKept) confirm.mutate();
          }}
        >
          <Stack>
            <QrPicture svg={qrSvg} />
            <details>
              <summary>{words.signIn.qrByHand}</summary>
              <Code block className="secret">
                {new URL(uri).searchParams.get('secret') ?? uri}
              </Code>
            </details>
            <section aria-labelledby="recovery-title">
              <h2 id="recovery-title" className="small-title">
                {words.signIn.recoveryTitle}
              </h2>
              <p className="soft">{words.signIn.recoveryLead}</p>
              <ul className="recovery-codes">
                {recoveryCodes.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
              <CopyButton value={recoveryCodes.join('\n')}>
                {({ copied, copy }) => (
                  <Button variant="default" size="xs" onClick={copy}>
                    {copied ? words.common.copied : words.common.copy}
                  </Button>
                )}
              </CopyButton>
            </section>
            <Checkbox
              label={words.signIn.recoveryKept}
              checked={isKept}
              onChange={(event) => setKept(event.currentTarget.checked)}
            />
            <TextInput
              label={words.signIn.code}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              withAsterisk={false}
              className="code-field"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Trouble thrown={confirm.error} />
            <Button type="submit" size="md" disabled={!isKept} loading={confirm.isPending}>
              {words.signIn.next}
            </Button>
          </Stack>
        </form>
      )}
    </Loaded>
  );
}

/** The server's QR code, drawn anew from its shapes: the page's policy lets no text become a part of the document. */
function QrPicture({ svg }: { readonly svg: string }) {
  const { words } = useDesk();
  const box = /viewBox="([\d .]+)"/.exec(svg)?.[1];
  const paths = [...svg.matchAll(/<path[^>]*\sd="([^"]+)"/g)].map(([, shape = '']) => shape);
  if (box === undefined || paths.length === 0) return null;
  return (
    <svg className="qr" role="img" aria-label={words.signIn.qr} viewBox={box} shapeRendering="crispEdges">
      {paths.map((shape) => (
        <path key={shape} d={shape} />
      ))}
    </svg>
  );
}
