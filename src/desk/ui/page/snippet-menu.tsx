import { Button, Menu } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Talk } from '../../api';
import { fillSnippet } from '../model/fill-snippet';
import { useDesk, useMe } from './desk-context';

/** The organisation's prepared phrases, filled in and put where one writes. They are read over before they are sent. */
export function SnippetMenu(props: { readonly talk: Talk; readonly insert: (text: string) => void }) {
  const { api, words } = useDesk();
  const me = useMe();
  const snippets = useQuery({ queryKey: ['snippets'], queryFn: api.snippets, staleTime: 5 * 60_000 });
  const values = {
    nickname: props.talk.nickname,
    me: me.name,
    organisation: snippets.data?.organisation ?? null,
  };
  return (
    <Menu position="top-start" width={340} returnFocus={false}>
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconTemplate size={16} aria-hidden />}>
          {words.talk.snippets}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="snippet-list">
        {snippets.data?.snippets.length === 0 && <Menu.Label>{words.talk.snippetsNone}</Menu.Label>}
        {snippets.data?.snippets.map(({ id, name, text }) => {
          const filled = fillSnippet(text, values);
          return (
            <Menu.Item key={id} onClick={() => props.insert(filled)}>
              <span className="snippet-name">{name}</span>
              <span className="snippet-text">{filled}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
