import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const MenuIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="m14 5-7 7 7 7" />
  </Icon>
);

export const ForwardIcon = () => (
  <Icon>
    <path d="m10 5 7 7-7 7" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="m5 10 7 7 7-7" />
  </Icon>
);

export const PhoneIcon = () => (
  <Icon>
    <path d="M6.5 3.5h3l1.6 4.2-2.1 1.6a12 12 0 0 0 5.7 5.7l1.6-2.1 4.2 1.6v3a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2Z" />
  </Icon>
);

export const LinkIcon = () => (
  <Icon>
    <path d="M13 5h6v6M19 5l-8 8M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5M6 11l6-6 6 6" />
  </Icon>
);

export const HideIcon = () => (
  <Icon>
    <path d="M4 4l16 16M9.9 5.3A9 9 0 0 1 12 5c5 0 8.3 4.3 9.3 7a13 13 0 0 1-2.6 3.8M6.2 7.2A13 13 0 0 0 2.7 12c1 2.7 4.3 7 9.3 7a9 9 0 0 0 4-1M10 10.2a2.7 2.7 0 0 0 3.8 3.8" />
  </Icon>
);

export const LetterIcon = () => (
  <Icon>
    <path d="M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Zm-.5 1 8.5 6.5L20.5 7" />
  </Icon>
);

export const DeviceIcon = () => (
  <Icon>
    <path d="M4 6h10a1 1 0 0 1 1 1v2M3 17h8M4 6a1 1 0 0 0-1 1v7h8M15 10h4a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Z" />
  </Icon>
);

export const KeptIcon = () => (
  <Icon>
    <path d="M7 10V8a5 5 0 0 1 10 0v2M6 10h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Zm6 4v2.5" />
  </Icon>
);

export const EraseIcon = () => (
  <Icon>
    <path d="M9 19h11M5.5 14.5 14 6a1.5 1.5 0 0 1 2 0l3.5 3.5a1.5 1.5 0 0 1 0 2L12 19H9l-3.5-3.5a.8.8 0 0 1 0-1Z" />
  </Icon>
);

export const VoiceIcon = PhoneIcon;

/** The mark: a small window and its sill. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect class="mark-frame" x="5" y="3" width="22" height="23" rx="4" />
    <path class="mark-pane" d="M8 6h7v8H8zm9 0h7v8h-7zM8 16h7v7H8zm9 0h7v7h-7z" />
    <rect class="mark-sill" x="2" y="26" width="28" height="3.4" rx="1.7" />
  </svg>
);
