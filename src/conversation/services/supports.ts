import type { Language, Service } from '../../flow';
import { longestOf } from './longest-of';
import type { ServiceFacts } from './service-facts';

/**
 * `supports`: who is there (`staff`, `team`), the official page, and what municipalities (`caseMeetings` and
 * `networkPlaces` a year) and organisations (`exchangeMeetings` a year, `experts` for about `expertHours`) can ask for.
 */
export function supports({ catalogue, factWords }: ServiceFacts): Service {
  const { staff, officialPage, forMunicipalities, forOrganisations } = catalogue.supports;
  const valuesIn = (language: Language) => {
    const { professions, experts, joinedBy } = factWords[language].supports;
    return {
      staff: staff.qualifications.map((each) => professions[each]).join(joinedBy),
      team: staff.team.map((each) => professions[each]).join(joinedBy),
      experts: forOrganisations.experts.map((each) => experts[each]).join(joinedBy),
      officialPage: officialPage.url,
      caseMeetings: String(forMunicipalities.caseMeetingsPerYear),
      networkPlaces: String(forMunicipalities.networkPlacesPerYear),
      exchangeMeetings: String(forOrganisations.exchangeMeetingsPerYear),
      expertHours: String(forOrganisations.expertHours),
    };
  };
  const values = { ja: valuesIn('ja'), 'ja-easy': valuesIn('ja-easy'), en: valuesIn('en') };
  const longest = (name: 'staff' | 'team' | 'experts') =>
    longestOf(Object.values(values).map((each) => each[name]));
  return {
    outcomes: ['described'],
    values: { ...values.ja, staff: longest('staff'), team: longest('team'), experts: longest('experts') },
    answer: ({ language }) => ({ outcome: 'described', values: values[language] }),
  };
}
