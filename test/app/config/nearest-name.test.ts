import fc from 'fast-check';
import { nearestName } from '../../../src/app/config/nearest-name';

describe('the nearest name', () => {
  it('of a known name is the name itself', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z_]{1,12}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.nat(), (known, index) => {
        const [first, ...others] = known;
        const name = known[index % known.length];
        if (first === undefined || name === undefined) throw new Error('fast-check gave no name');
        expect(nearestName(name, [first, ...others])).toBe(name);
      }),
    );
  });

  it('counts letters that are wrong, missing or too many alike', () => {
    expect(nearestName('PART', ['HOST', 'PORT'])).toBe('PORT');
    expect(nearestName('PRT', ['HOST', 'PORT'])).toBe('PORT');
    expect(nearestName('POORT', ['HOST', 'PORT'])).toBe('PORT');
  });
});
