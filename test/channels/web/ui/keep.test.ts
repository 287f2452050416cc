import { Keep } from '../../../../src/channels/web/ui/model/keep';
import { shelf } from './shelf';

describe('what this device keeps', () => {
  it('is there for the next page', () => {
    const device = shelf();
    new Keep(() => device).set('draft', '書きかけ');
    expect(new Keep(() => device).get('draft')).toBe('書きかけ');
  });

  it('is nothing at all once everything is forgotten', () => {
    const device = shelf();
    const keep = new Keep(() => device);
    keep.set('draft', '書きかけ');
    keep.set('language', 'en');
    keep.forgetAll();
    expect(device.size).toBe(0);
    expect(keep.get('draft')).toBeNull();
  });

  it('leaves no trace of what was emptied', () => {
    const device = shelf();
    const keep = new Keep(() => device);
    keep.set('draft', '書きかけ');
    keep.set('draft', '');
    expect(device.size).toBe(0);
  });

  it('lasts as long as the page where the browser refuses to keep anything', () => {
    const keep = new Keep(() => {
      throw new Error('forbidden');
    });
    keep.set('draft', '書きかけ');
    expect(keep.get('draft')).toBe('書きかけ');
    keep.forgetAll();
    expect(keep.get('draft')).toBeNull();
  });
});
