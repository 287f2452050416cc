import { ActionIcon, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTemplate, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Snippet } from '../../api';
import { limits } from '../../limits';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { Still } from './still';
import { Trouble } from './trouble';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** The organisation's prepared phrases, for those who look after them. */
export function SnippetsPage() {
  const { api, words } = useDesk();
  useTitle(words.snippets.title);
  const snippets = useQuery({
    queryKey: ['snippets'],
    queryFn: api.snippets,
    // What is being changed here is not taken away by a look elsewhere.
    refetchOnWindowFocus: false,
  });
  return (
    <div className="page is-narrow">
      <h1 tabIndex={-1}>{words.snippets.title}</h1>
      <p className="soft">{words.snippets.lead}</p>
      <Loaded query={snippets}>
        {({ snippets: kept }) => <SnippetsForm key={kept.map(({ id }) => id).join()} kept={kept} />}
      </Loaded>
    </div>
  );
}

function SnippetsForm({ kept }: { readonly kept: readonly Snippet[] }) {
  const { api, words } = useDesk();
  const [snippets, setSnippets] = useState(kept);
  const save = useAct({
    run: () => api.putSnippets(snippets),
    changes: [['snippets']],
    said: words.common.saved,
    isQuiet: true,
  });
  const change = (at: number, part: Partial<Snippet>) =>
    setSnippets(snippets.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const move = (at: number, by: number) => {
    const moved = snippets[at];
    if (moved === undefined) return;
    const others = snippets.filter((_, index) => index !== at);
    setSnippets([...others.slice(0, at + by), moved, ...others.slice(at + by)]);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        {snippets.length === 0 && (
          <Still
            level={2}
            icon={<IconTemplate size={40} stroke={1.2} aria-hidden />}
            title={words.snippets.none}
            text={words.snippets.noneText}
          />
        )}
        {snippets.map(({ id, name, text }, index) => (
          <fieldset key={id} className="card">
            <legend className="heard-only">{name === '' ? words.snippets.add : name}</legend>
            <Stack gap="xs">
              <Group align="flex-end" wrap="nowrap">
                <TextInput
                  className="grow"
                  label={words.snippets.name}
                  required
                  withAsterisk={false}
                  maxLength={limits.snippetName}
                  value={name}
                  onChange={(event) => change(index, { name: event.currentTarget.value })}
                />
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={words.snippets.up}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={words.snippets.down}
                  disabled={index === snippets.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={words.common.remove}
                  onClick={() => setSnippets(snippets.filter((each) => each.id !== id))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
              <Textarea
                label={words.snippets.text}
                required
                withAsterisk={false}
                autosize
                minRows={2}
                maxLength={limits.snippetText}
                value={text}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
              />
            </Stack>
          </fieldset>
        ))}
        <Trouble thrown={save.error} />
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={snippets.length >= limits.snippets}
            onClick={() => setSnippets([...snippets, { id: crypto.randomUUID(), name: '', text: '' }])}
          >
            {words.snippets.add}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={snippets === kept}>
            {words.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
