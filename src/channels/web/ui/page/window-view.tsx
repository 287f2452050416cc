/** What is seen from the window: hills, a little sun or moon, and a plant on the sill. Says nothing to be read. */
export function WindowView() {
  return (
    <svg class="window-view" viewBox="30 0 180 151" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="window-panes">
          <path d="M52 16a8 8 0 0 1 8-8h56v62H52ZM124 8h56a8 8 0 0 1 8 8v54h-64ZM52 78h64v56H52ZM124 78h64v56h-64Z" />
        </clipPath>
      </defs>
      <rect class="view-frame" x="44" y="0" width="152" height="142" rx="14" />
      <g clip-path="url(#window-panes)">
        <rect class="view-sky" x="44" y="0" width="152" height="142" />
        <circle class="view-halo" cx="150" cy="46" r="30" />
        <circle class="view-sun" cx="150" cy="46" r="15" />
        <path
          class="view-cloud"
          d="M66 44a8 8 0 0 1 15-4 10 10 0 0 1 18 3 7 7 0 0 1 1 14H69a7 7 0 0 1-3-13Z"
        />
        <path class="view-hill-far" d="M40 104c26-26 44-26 66-8s44 14 94-22v70H40Z" />
        <path class="view-hill-near" d="M40 120c34-18 62-14 88-4s44 8 74-6v40H40Z" />
      </g>
      <rect class="view-sill" x="30" y="138" width="180" height="12" rx="6" />
      <path class="view-curtain" d="M44 14A14 14 0 0 1 58 0h12c-2 34-8 58-26 78Z" />
      <path class="view-curtain" d="M196 14a14 14 0 0 0-14-14h-12c2 34 8 58 26 78Z" />
      <path
        class="view-leaf"
        d="M172 122c-10-2-15-9-14-20 9 1 15 8 14 20Zm1-4c0-13 5-22 15-25 3 12-3 22-15 25Zm1 6c5-9 12-12 22-10-3 9-11 13-22 10Z"
      />
      <path class="view-pot" d="M162 122h24l-3 16h-18Z" />
    </svg>
  );
}
