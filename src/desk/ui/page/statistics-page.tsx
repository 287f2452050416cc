import { Button, NativeSelect } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Statistics } from '../../api';
import { addMonths, type CalendarMonth, monthOf } from '../model/calendar-month';
import { toField } from '../model/days';
import { chartsOf, hidesSomething, isEmpty, monthChoices } from '../model/statistics-chart';
import { ChartTable } from './chart-table';
import { useDesk } from './desk-context';
import { Loaded } from './loaded';
import { Still } from './still';
import { useTitle } from './use-title';

interface Period {
  readonly from: CalendarMonth;
  readonly to: CalendarMonth;
}

/** What was counted, by month. */
export function StatisticsPage() {
  const { api, words, language } = useDesk();
  useTitle(words.statistics.title);
  const [thisMonth] = useState(() => monthOf(toField(Date.now()).slice(0, 10)));
  const [period, setPeriod] = useState<Period>({ from: addMonths(thisMonth, -11), to: thisMonth });
  const statistics = useQuery({
    queryKey: ['statistics', period.from, period.to],
    queryFn: () => api.statistics(period.from, period.to),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <div className="part-head">
        <h1 tabIndex={-1}>{words.statistics.title}</h1>
        <Button
          component="a"
          variant="default"
          href={api.statisticsFile(period.from, period.to, language)}
          download
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {words.statistics.csv}
        </Button>
      </div>
      <p className="soft">{words.statistics.lead}</p>
      <PeriodChoice choices={monthChoices(thisMonth)} period={period} choose={setPeriod} />
      <Loaded query={statistics}>{(counted) => <Charts counted={counted} />}</Loaded>
    </div>
  );
}

function PeriodChoice(props: {
  readonly choices: readonly CalendarMonth[];
  readonly period: Period;
  readonly choose: (period: Period) => void;
}) {
  const { words } = useDesk();
  const { period, choose } = props;
  const data = props.choices.map((month) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return { value: month, label: words.statistics.month(year, number) };
  });
  // Whichever end is moved past the other takes it along.
  return (
    <fieldset className="period">
      <legend className="heard-only">{words.statistics.period}</legend>
      <NativeSelect
        label={words.statistics.from}
        data={data}
        value={period.from}
        onChange={({ currentTarget: { value } }) =>
          choose(value > period.to ? { from: value, to: value } : { ...period, from: value })
        }
      />
      <NativeSelect
        label={words.statistics.to}
        data={data}
        value={period.to}
        onChange={({ currentTarget: { value } }) =>
          choose(value < period.from ? { from: value, to: value } : { ...period, to: value })
        }
      />
    </fieldset>
  );
}

function Charts({ counted }: { readonly counted: Statistics }) {
  const { words } = useDesk();
  if (isEmpty(counted)) {
    return (
      <Still
        level={2}
        icon={<IconChartBar size={40} stroke={1.2} aria-hidden />}
        title={words.statistics.none}
        text={words.statistics.noneText}
      />
    );
  }
  return (
    <>
      {hidesSomething(counted) && <p className="soft">{words.statistics.hiddenNote}</p>}
      {chartsOf(counted).map((chart) => (
        <ChartTable key={chart.id} chart={chart} />
      ))}
    </>
  );
}
