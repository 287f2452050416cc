import type { Chart, ChartCell, ChartRow } from '../model/statistics-chart';
import { useDesk } from './desk-context';

/** How high a bar can be, in units of its drawing. */
const HEIGHT = 40;

/**
 * One subject by month: a table whose numbers stand on bars. What is drawn says nothing that is not written, so it needs no
 * second table for those who hear the page.
 */
export function ChartTable({ chart }: { readonly chart: Chart }) {
  const { words } = useDesk();
  const title = `chart-${chart.id}`;
  const months = chart.rows[0]?.cells ?? [];
  return (
    <div className="chart">
      <h2 id={title}>{words.statistics.series[chart.id]}</h2>
      <p className="soft">{words.statistics.notes[chart.id]}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className="chart-frame" tabIndex={0} aria-labelledby={title}>
        <table className="chart-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="heard-only">{words.statistics.part}</span>
              </th>
              {months.map(({ month }, index) => (
                <MonthHead key={month} month={month} isFirst={index === 0} />
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map((row) => (
              <BarRow key={row.part} row={row} unit={chart.unit} isAlone={chart.rows.length === 1} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function MonthHead({ month, isFirst }: { readonly month: string; readonly isFirst: boolean }) {
  const { words } = useDesk();
  const [year = 0, number = 0] = month.split('-').map(Number);
  const isMarked = isFirst || number === 1;
  return (
    <th scope="col">
      <span className={isMarked ? 'chart-year' : 'heard-only'}>{words.statistics.yearOnly(year)}</span>
      <span>{words.statistics.monthOnly(number)}</span>
    </th>
  );
}

function BarRow(props: {
  readonly row: ChartRow;
  readonly unit: Chart['unit'];
  /** The chart is not divided: its only row needs no name that is seen. */
  readonly isAlone: boolean;
}) {
  const { words } = useDesk();
  const { row, unit, isAlone } = props;
  const name = words.statistics.parts[row.part] ?? row.part;
  return (
    <tr className={row.part === 'all' ? 'is-all' : undefined}>
      <th scope="row">{isAlone ? <span className="heard-only">{name}</span> : name}</th>
      {row.cells.map((cell) => (
        <td key={cell.month}>
          <CellNumber cell={cell} unit={unit} />
          <svg
            className="chart-bar"
            viewBox={`0 0 10 ${HEIGHT}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <rect x="0" y={HEIGHT - barHeight(cell)} width="10" height={barHeight(cell)} />
          </svg>
        </td>
      ))}
    </tr>
  );
}

function CellNumber({ cell, unit }: { readonly cell: ChartCell; readonly unit: Chart['unit'] }) {
  const { words } = useDesk();
  const { value } = cell;
  if (value === null) {
    return (
      <span className="chart-number is-hidden">
        <span aria-hidden="true">{words.statistics.hidden}</span>
        <span className="heard-only">{words.statistics.hiddenHeard}</span>
      </span>
    );
  }
  const said = unit === 'count' ? words.statistics.count(value) : words.statistics.minutes(value);
  return <span className={value === 0 ? 'chart-number is-none' : 'chart-number'}>{said}</span>;
}

/** What is there can be seen, however little it is; what is hidden has no height that one could read. */
function barHeight({ value, share }: ChartCell): number {
  if (value === null || value === 0) return 0;
  return Math.max(1.5, share * HEIGHT);
}
