import { Button, Group, Menu, Modal, NativeSelect, Stack, Switch, Table, TextInput } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role, StaffAccount, StaffLink } from '../../api';
import { useDesk, useMe } from './desk-context';
import { LinkDialog } from './link-dialog';
import { Loaded } from './loaded';
import { Trouble } from './trouble';
import { useAct } from './use-act';
import { useTitle } from './use-title';

/** A link that was just made, and for whom. Shown once. */
export interface NewLink extends StaffLink {
  readonly name: string;
}

/** The accounts of the staff. */
export function StaffPage() {
  const { api, words } = useDesk();
  useTitle(words.staff.title);
  const [editing, setEditing] = useState<StaffAccount | 'new' | null>(null);
  const [link, setLink] = useState<NewLink | null>(null);
  const staff = useQuery({ queryKey: ['staff'], queryFn: api.staff });
  return (
    <div className="page">
      <div className="part-head">
        <h1 tabIndex={-1}>{words.staff.title}</h1>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
          {words.staff.add}
        </Button>
      </div>
      <Loaded query={staff}>
        {({ staff: all }) => <StaffTable staff={all} edit={setEditing} showLink={setLink} />}
      </Loaded>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? words.staff.add : words.staff.edit}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        {editing === 'new' ? (
          <AddForm
            done={(added) => {
              setEditing(null);
              setLink(added);
            }}
          />
        ) : (
          editing !== null && <EditForm account={editing} done={() => setEditing(null)} />
        )}
      </Modal>
      <LinkDialog link={link} close={() => setLink(null)} />
    </div>
  );
}

function StaffTable(props: {
  readonly staff: readonly StaffAccount[];
  readonly edit: (account: StaffAccount) => void;
  readonly showLink: (link: NewLink) => void;
}) {
  const { words, when } = useDesk();
  const me = useMe();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section className="table-frame" tabIndex={0} aria-label={words.staff.title}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.staff.name}</Table.Th>
            <Table.Th>{words.staff.login}</Table.Th>
            <Table.Th>{words.staff.role}</Table.Th>
            <Table.Th>{words.staff.secondFactor}</Table.Th>
            <Table.Th>{words.staff.lastSeen}</Table.Th>
            <Table.Th>{words.staff.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.staff.map((account) => (
            <Table.Tr key={account.id} className={account.active ? undefined : 'is-off'}>
              <Table.Th scope="row">
                {account.name}
                {account.id === me.id && ` ${words.staff.isMe}`}
              </Table.Th>
              <Table.Td>{account.login}</Table.Td>
              <Table.Td>
                {words.roles[account.role]}
                {!account.active && ` · ${words.staff.inactive}`}
              </Table.Td>
              <Table.Td>
                {account.hasSecondFactor ? words.staff.secondFactorOn : words.staff.secondFactorOff}
              </Table.Td>
              <Table.Td>
                {account.lastSeen === null ? words.staff.never : when.moment(account.lastSeen)}
              </Table.Td>
              <Table.Td>
                <StaffMenu {...props} account={account} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function StaffMenu(props: {
  readonly account: StaffAccount;
  readonly edit: (account: StaffAccount) => void;
  readonly showLink: (link: NewLink) => void;
}) {
  const { api, words } = useDesk();
  const me = useMe();
  const { account, edit, showLink } = props;
  const isMe = account.id === me.id;
  const link = useAct({
    run: () => api.linkForStaff(account.id),
    after: (made) => showLink({ ...made, name: account.name }),
  });
  const signOut = useAct({ run: () => api.signOutStaff(account.id), said: words.staff.signedOut });
  const removeFactor = useAct({
    run: () => api.removeSecondFactor(account.id),
    changes: [['staff']],
    said: words.staff.factorRemoved,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          aria-label={`${account.name}: ${words.staff.actions}`}
          loading={link.isPending || signOut.isPending || removeFactor.isPending}
        >
          <IconDots size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => edit(account)}>{words.staff.edit}</Menu.Item>
        {!isMe && account.active && <Menu.Item onClick={() => link.mutate()}>{words.staff.link}</Menu.Item>}
        {!isMe && account.hasSecondFactor && (
          <Menu.Item onClick={() => removeFactor.mutate()}>{words.staff.removeFactor}</Menu.Item>
        )}
        <Menu.Item onClick={() => signOut.mutate()}>{words.staff.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AddForm({ done }: { readonly done: (added: NewLink) => void }) {
  const { api, words } = useDesk();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('counsellor');
  const add = useAct({
    run: () => api.addStaff({ login, name, role }),
    changes: [['staff']],
    after: (link) => done({ ...link, name }),
    isQuiet: true,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={words.staff.name}
          description={words.signIn.nameHint}
          required
          withAsterisk={false}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={words.staff.login}
          description={words.signIn.loginHint}
          required
          withAsterisk={false}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <RoleSelect role={role} choose={setRole} />
        <Trouble thrown={add.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending}>
            {words.staff.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EditForm({ account, done }: { readonly account: StaffAccount; readonly done: () => void }) {
  const { api, words } = useDesk();
  const [name, setName] = useState(account.name);
  const [role, setRole] = useState<Role>(account.role);
  const [active, setActive] = useState(account.active);
  const change = useAct({
    run: () => api.changeStaff(account.id, { name, role, active }),
    changes: [['staff'], ['me']],
    said: words.common.saved,
    after: done,
    isQuiet: true,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={words.staff.name}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleSelect role={role} choose={setRole} />
        <Switch
          label={words.staff.active}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <Trouble thrown={change.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            {words.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RoleSelect({ role, choose }: { readonly role: Role; readonly choose: (role: Role) => void }) {
  const { words } = useDesk();
  const all = Object.keys(words.roles) as Role[];
  return (
    <NativeSelect
      label={words.staff.role}
      value={role}
      onChange={(event) => choose(all.find((each) => each === event.currentTarget.value) ?? role)}
      data={all.map((value) => ({ value, label: words.roles[value] }))}
    />
  );
}
