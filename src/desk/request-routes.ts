import { MadobeError } from '../errors';
import { type ErasureReceipt, type ExportedOnRequest, onRequestSchema } from './api';
import { type DeskParts, leaders } from './desk-parts';
import { type DeskRoute, route } from './desk-route';
import { staffOf } from './guard';

/** Exporting and erasing for somebody who asks the organisation instead of doing it themselves. */
export function requestRoutes({ onRequest }: DeskParts): readonly DeskRoute[] {
  return [
    route('POST', '/requests/export', leaders, onRequestSchema, async ({ body, response }) => {
      const exported = await onRequest.export({ number: body.number, actor: staffOf(response).id });
      if (exported === null) throw new MadobeError('not_found');
      const { page, data } = exported;
      response.json({ page, data } satisfies ExportedOnRequest);
    }),

    route('POST', '/requests/erase', leaders, onRequestSchema, async ({ body, response }) => {
      const receipt = await onRequest.erase({ number: body.number, actor: staffOf(response).id });
      if (receipt === null) throw new MadobeError('not_found');
      const { number, on } = receipt;
      response.json({ number, on } satisfies ErasureReceipt);
    }),
  ];
}
